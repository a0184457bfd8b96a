import { check, CheckFailure } from '#kit/check.ts';
import { findCycle, importsOf } from '#kit/check-imports.ts';
import type { Import } from '#kit/check-imports.ts';

import { golden } from './golden.ts';
import { arrived, withShop } from './shop.ts';

check(
  {
    id: 'same-answers',
    type: 'in-process',
    title: 'Every answer is what it was before, byte for byte',
    lesson: 'modular-monolith#boundaries',
    hint: 2,
  },
  async (lab) => {
    await withShop(lab, arrived, async ({ get, post, put }) => {
      for (const { request, body, answer } of golden) {
        const [method = '', path = ''] = request.split(' ');
        const response = await (method === 'GET' ? get(path) : (method === 'PUT' ? put : post)(path, body));
        const { 'content-type': type = '', location } = response.headers;
        const seen = [
          response.status,
          type,
          ...(location === undefined ? [] : [location]),
          response.body,
        ].join(' ');
        if (seen !== answer) throw new CheckFailure(`${request}: ${answer}`, seen);
      }
    });
  },
);

const root = 'monolith/';

/** The module that a file belongs to; a file beside the modules stands for itself. */
function moduleOf(path: string): string {
  return path.slice(root.length).split('/')[0] ?? '';
}

/** Imports from one module to another, or from a module to what puts the modules together. */
function crossings(sources: Readonly<Record<string, string>>): Import[] {
  return importsOf(sources).filter(
    ({ from, to }) => from.startsWith(root) && to.startsWith(root) && moduleOf(from) !== moduleOf(to),
  );
}

const isInModule = (path: string): boolean => path.slice(root.length).includes('/');

check(
  {
    id: 'no-deep-imports',
    type: 'in-process',
    title: 'A module imports of another one its index.ts and nothing else, types included',
    lesson: 'modular-monolith#facade',
    hint: 1,
  },
  ({ sources }) => {
    const deep = crossings(sources).filter(
      ({ from, to }) => isInModule(from) && isInModule(to) && !/^[^/]+\/[^/]+\/index\.ts$/.test(to),
    );
    if (deep.length === 0) return;
    const list = deep.map(({ from, line, to }) => `${from}:${line} imports ${to}`);
    throw new CheckFailure('imports past the index.ts of another module: none', list.join('; '));
  },
);

check(
  {
    id: 'no-import-cycles',
    type: 'in-process',
    title: 'The imports between modules form no cycle, types included',
    lesson: 'modular-monolith#import-graph',
    hint: 1,
  },
  ({ sources }) => {
    const imports = crossings(sources);
    const cycle = findCycle(imports.map(({ from, to }) => [moduleOf(from), moduleOf(to)]));
    if (!cycle) return;
    const steps = cycle.slice(1).map((to, index) => {
      const step = imports.find((each) => moduleOf(each.from) === cycle[index] && moduleOf(each.to) === to);
      return step ? `${step.from}:${step.line} imports ${step.to}` : to;
    });
    throw new CheckFailure('cycles of modules: none', `${cycle.join(' -> ')} (${steps.join('; ')})`);
  },
);

check(
  {
    id: 'own-tables-only',
    type: 'in-process',
    title: 'A module reads and writes its own tables and no others',
    lesson: 'modular-monolith#schema-ownership',
    hint: 2,
  },
  async (lab) => {
    await withShop(lab, arrived, async ({ db, tableOwners, get, order }) => {
      await order('p-1', 'p-2');
      await order('p-3');
      await order('p-4');
      await order('p-4');
      await get('/orders');
      await get('/orders/o-2');
      await get('/notifications');
      const foreign = db.accesses.filter(({ module, table }) => tableOwners[table] !== module);
      if (foreign.length === 0) return;
      const list = foreign.map(
        ({ module, table, kind, sql }) =>
          `${module ?? 'nobody'} ${kind}s ${table}: ${sql.trim().replaceAll(/\s+/g, ' ')}`,
      );
      throw new CheckFailure('uses of the tables of another module: none', list.join('; '));
    });
  },
);
