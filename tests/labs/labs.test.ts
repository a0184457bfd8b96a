/** Proves every lab on real Vitest: starter, solution, mutants, brief, and what its code may import. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'acorn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { erase } from '../../src/engine/erase.ts';
import { LabSession } from '../../tools/labs/check/session.ts';
import { vendoredPackages } from '../../tools/bundle-vendor.ts';
import { readLabs } from '../../tools/labs/catalogue.ts';
import { proveLab } from '../../tools/labs/mutants.ts';
import { labTree, variantsOf } from '../../tools/labs/trees.ts';
import { validateLab } from '../../tools/labs/validate.ts';

const labs = await readLabs();
let session: LabSession;

beforeAll(async () => {
  session = await LabSession.open();
});
afterAll(() => session.close());

describe.each(labs.map((lab) => ({ slug: lab.slug, lab })))('$slug', ({ lab }) => {
  test('its folder is as its manifest says', () => validateLab(labs, lab));

  test('the starter fails, the solution passes, every mutant is caught by its check, every check is needed', async () => {
    const proof = await proveLab(session, labs, lab, { meets: 'its check' });
    expect(proof.solutionFails, 'checks that the solution fails').toEqual([]);
    const fewest = Math.ceil(lab.manifest.checks.length / 3);
    expect(proof.starterFails.length, 'checks that the starter fails').toBeGreaterThanOrEqual(fewest);
    expect(
      proof.mutants.filter((each) => !each.ok),
      'mutants that are not caught',
    ).toEqual([]);
    expect(proof.unneeded, 'checks that no mutant needs').toEqual([]);
  });

  test('the brief names the editable files and what they export', async () => {
    const brief = await readFile(join(lab.folder, 'brief.mdx'), 'utf8');
    const starter = await labTree(labs, lab, 'starter');
    for (const path of lab.manifest.editable) {
      expect(brief).toContain(`\`${path}\``);
      for (const name of exportedValues(path, starter[path] ?? '')) expect(brief).toContain(`\`${name}\``);
    }
  });

  test('a lab imports itself, the kit, Node and packages prebuilt for it, and never the site', async () => {
    const ours = ['/lab/', '#kit/', 'node:', ...vendoredPackages.map((name) => `${name}$`)];
    const allowed = new RegExp(`^(${ours.join('|')})`);
    for (const variant of variantsOf(lab)) {
      for (const [path, source] of Object.entries(await labTree(labs, lab, variant))) {
        if (!path.endsWith('.ts')) continue;
        for (const specifier of importsOf(path, source)) {
          const target = specifier.startsWith('.')
            ? new URL(specifier, `file:///lab/${path}`).pathname
            : specifier;
          expect(target, `${variant} ${path} imports ${specifier}`).toMatch(allowed);
          expect(target).not.toMatch(/^\/lab\/\.\.|#kit\/(check|manifest)/);
        }
      }
    }
  });
});

interface Statement {
  readonly type: string;
  readonly source?: { readonly value?: unknown } | null | undefined;
}

function importsOf(path: string, source: string): string[] {
  const program = parse(erase(path, source), { ecmaVersion: 'latest', sourceType: 'module' });
  return program.body.flatMap((each: Statement) => (each.source ? [String(each.source.value)] : []));
}

function exportedValues(path: string, source: string): string[] {
  const program = parse(erase(path, source), { ecmaVersion: 'latest', sourceType: 'module' });
  return program.body.flatMap((each) => {
    if (each.type !== 'ExportNamedDeclaration' || !each.declaration) return [];
    if (each.declaration.type !== 'VariableDeclaration') return [each.declaration.id.name];
    return each.declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []));
  });
}
