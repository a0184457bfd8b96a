/** The lab `dual-write` against solutions that none of its mutants shows: wrong ones, and right ones. */
import { describe, expect, test } from 'vitest';

import { labUnderTest } from '../support/lab-under-test.ts';

const { solution, changed, failures } = await labUnderTest('dual-write');

const writer = 'migration/write.ts';
const reader = 'migration/read.ts';
const rows = 'copies/rows.ts';
const reconciler = 'migration/reconcile.ts';

describe('wrong solutions that were held back', () => {
  test.concurrent.each([
    {
      mistake: 'every other version is stored, an older one too',
      tree: () =>
        changed(rows, ['where users.version < excluded.version', 'where users.version <> excluded.version']),
      caughtBy: 'versions-order-the-copies',
    },
    {
      mistake: 'the secondary gets a version of its own, made from the time of day',
      tree: () => changed(writer, ['put(row)', 'put({ ...row, version: Math.floor(performance.now()) })']),
      caughtBy: 'primary-first',
    },
    {
      mistake: 'the answer does not wait for the note',
      tree: () =>
        changed(writer, [
          'const note = await repairs.open(id);',
          'const opening = repairs.open(id); const note = { id: "", userId: id }; void opening;',
        ]),
      caughtBy: 'secondary-down-is-noted',
    },
    {
      mistake: 'repairs send what the secondary has to the primary, if it is newer',
      tree: () =>
        changed(reconciler, [
          'return sameUser(seen, wanted) || roles.secondary.replace(id, seen, wanted);',
          'if (seen && wanted && seen.version > wanted.version) return roles.primary.replace(id, wanted, seen); return sameUser(seen, wanted) || roles.secondary.replace(id, wanted, wanted);',
        ]),
      caughtBy: 'repairs-catch-up',
    },
    {
      mistake: 'the name is compared without its case',
      tree: () => changed(rows, ['[id, name, email', '[id, name.toLowerCase(), email']),
      caughtBy: 'same-value',
    },
    {
      mistake: 'the version is no part of a row',
      tree: () => changed(rows, ['Date.parse(joinedAt), version]', 'Date.parse(joinedAt)]']),
      caughtBy: 'same-value',
    },
    {
      mistake: 'the checksum is the sum of the lengths',
      tree: () =>
        changed(rows, [
          "createHash('sha256').update(rows.map(normalised).sort().join('\\n')).digest('hex')",
          'String(rows.reduce((sum, row) => sum + normalised(row).length, 0))',
        ]),
      caughtBy: 'checksum-sees-every-column',
    },
    {
      mistake: 'every read counts as a clean compare',
      tree: () => changed(reader, ['.catch(() => ledger.failed())', '.catch(() => ledger.matched())']),
      caughtBy: 'shadow-reads-hurt-nobody',
    },
    {
      mistake: 'a difference is repaired by the read that found it, and not counted',
      tree: () => changed(reader, ['ledger.mismatched();', 'ledger.matched();']),
      caughtBy: 'shadow-reads-count',
    },
    {
      mistake: 'a row that is missing is inserted, and others are left alone',
      tree: () => changed(reconciler, ['if (difference && (', 'if (difference && !difference.seen && (']),
      caughtBy: 'seven-differences',
    },
  ])('$mistake', async ({ tree, caughtBy }) => {
    expect(await failures(tree(), [caughtBy])).toEqual([caughtBy]);
  });
});

describe('right solutions of another shape', () => {
  test.concurrent('the second look is at the secondary only', async () => {
    const tree = changed(reconciler, [
      'const second = await look(roles, id);',
      'const second = { ...first, seen: await roles.secondary.find(id) };',
    ]);
    expect(await failures(tree)).toEqual([]);
  });

  test.concurrent('writes to one user wait for each other as well', async () => {
    const tree = changed(
      writer,
      [
        '  return {\n    write: async (id, change) => {',
        '  let last = Promise.resolve();\n  return {\n    write: (id, change) => {\n      const own = last.then(async () => {',
      ],
      [
        '      return row;\n    },\n    repair',
        '      return row;\n      });\n      last = own.then(() => undefined, () => undefined);\n      return own;\n    },\n    repair',
      ],
    );
    expect(await failures(tree)).toEqual([]);
  });

  test.concurrent(
    'a repair that puts the row of the primary, and closes the note if both have it then',
    async () => {
      const tree = changed(reconciler, [
        'return sameUser(seen, wanted) || roles.secondary.replace(id, seen, wanted);',
        'if (wanted) await roles.secondary.put(wanted); return sameUser(await roles.secondary.find(id), wanted);',
      ]);
      expect(await failures(tree)).toEqual([]);
    },
  );

  test.concurrent('a checksum without a hash: the normalised rows themselves', async () => {
    const tree = changed(rows, [
      "createHash('sha256').update(rows.map(normalised).sort().join('\\n')).digest('hex')",
      "rows.map(normalised).sort().join('\\n')",
    ]);
    expect(await failures(tree)).toEqual([]);
  });

  test.concurrent(
    'the reconciler reads the secondary first, looks at notes last, and lets the replacement look again',
    async () => {
      const tree = {
        ...solution,
        [reconciler]: `
import { sameUser } from '../copies/rows.ts';

export async function reconcile({ roles, repairs }) {
  const { primary, secondary } = roles;
  const theirs = await secondary.checksums();
  const ours = await primary.checksums();
  const repaired = [];
  for (let bucket = 0; bucket < ours.length; bucket += 1) {
    if (ours[bucket] === theirs[bucket]) continue;
    const seen = await secondary.rows(bucket);
    const wanted = await primary.rows(bucket);
    for (const id of new Set([...seen, ...wanted].map((row) => row.id))) {
      const row = wanted.find((each) => each.id === id);
      const old = seen.find((each) => each.id === id);
      if (sameUser(row, old) || (await repairs.has(id))) continue;
      if (await secondary.replace(id, old, row)) repaired.push(id);
    }
  }
  return repaired;
}

export async function differenceOf(roles, repairs, id) {
  const seen = await roles.secondary.find(id);
  const wanted = await roles.primary.find(id);
  if (sameUser(seen, wanted) || (await repairs.has(id))) return undefined;
  const again = await roles.secondary.find(id);
  return sameUser(seen, again) ? { seen, wanted } : undefined;
}

export async function copyOver(roles, id) {
  const seen = await roles.secondary.find(id);
  const wanted = await roles.primary.find(id);
  return sameUser(seen, wanted) || roles.secondary.replace(id, seen, wanted);
}
`,
      };
      expect(await failures(tree)).toEqual([]);
    },
  );

  test.concurrent(
    'a note that is left when the primary has not answered, and closed when it has said no',
    async () => {
      const tree = changed(writer, [
        'await repairs.close(note);\n        throw error;',
        "if (String(error).includes('within')) repairs.leave(note);\n        else await repairs.close(note);\n        throw error;",
      ]);
      expect(await failures(tree)).toEqual([]);
    },
  );
});
