import { check, CheckFailure } from '#kit/check.ts';

import { isInModule, moduleOf } from './modules.ts';
import { arrived, withShop } from './shop.ts';
import type { Shop } from './shop.ts';

check(
  {
    id: 'own-tables-only',
    type: 'in-process',
    title: 'A module reads and writes its own tables and no others',
    lesson: 'modular-monolith#schema-ownership',
    hint: 2,
  },
  async (lab) => {
    await withShop(lab, arrived, async (shop) => {
      await useEverything(shop);
      const foreign = [...accessesOf(shop), ...statementsOf(lab.sources)].filter(
        ({ module, table }) => table in shop.tableOwners && shop.tableOwners[table] !== module,
      );
      if (foreign.length === 0) return;
      const list = foreign.map((each) => each.words).join('; ');
      throw new CheckFailure('uses of the tables of another module: none', list);
    });
  },
);

/** Orders that are placed, declined and sold out, and all that can be read of them. */
async function useEverything({ order, get }: Shop): Promise<void> {
  await order('p-1', 'p-2');
  await order('p-3');
  await order('p-4');
  await order('p-4');
  for (const path of ['/orders', '/orders/o-2', '/payments', '/notifications']) await get(path);
}

interface TableUse {
  readonly module: string | null;
  readonly table: string;
  readonly words: string;
}

/** What the database has seen. */
function accessesOf({ db }: Shop): TableUse[] {
  return db.accesses.map(({ module, table, kind, sql }) => ({
    module,
    table,
    words: `${module ?? 'nobody'} ${kind}s ${table}: ${sql.trim().replaceAll(/\s+/g, ' ')}`,
  }));
}

const comments = /\/\*[\s\S]*?\*\/|(?<=^|[\s;{}(),])\/\/[^\n]*/g;
const texts = /(["'`])((?:(?!\1)[^\\]|\\[\s\S])*)\1/g;
const statement = /^\s*(select|insert|update|delete|with)\b/i;
const tables = /\b(?:from|join|into|update)\s+"?(\w+)/gi;

/** What the sources name in SQL: who writes a statement knows its tables, whoever runs it in the end. */
function statementsOf(sources: Readonly<Record<string, string>>): TableUse[] {
  return Object.entries(sources)
    .filter(([path]) => isInModule(path) && !path.endsWith('/schema.ts'))
    .flatMap(([path, source]) => {
      const code = source.replace(comments, (text) => text.replaceAll(/[^\n]/g, ' '));
      return [...code.matchAll(texts)]
        .filter(([, , text = '']) => statement.test(text))
        .flatMap((match) =>
          [...(match[2] ?? '').matchAll(tables)].map(({ 1: table = '', index }) => {
            const line = code.slice(0, match.index + 1 + index).split('\n').length;
            return { module: moduleOf(path), table, words: `${path}:${line} names ${table} in SQL` };
          }),
        );
    });
}
