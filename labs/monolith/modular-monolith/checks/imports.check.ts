import { check, CheckFailure } from '#kit/check.ts';
import { findCycle, importsOf } from '#kit/check-imports.ts';
import type { Import } from '#kit/check-imports.ts';

import { isInModule, isInMonolith, moduleOf } from './modules.ts';

/** Imports from one module to another, or from a module to what puts the modules together. */
function crossings(sources: Readonly<Record<string, string>>): Import[] {
  return importsOf(sources).filter(
    ({ from, to }) => isInMonolith(from) && isInMonolith(to) && moduleOf(from) !== moduleOf(to),
  );
}

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
