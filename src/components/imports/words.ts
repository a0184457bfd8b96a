/** The words of the import figure: the line of source an import is, and what the rule says of it. */
import { judge, refused, type Import, type Verdict } from './model.ts';

/** The file that an import names, seen from the folder of all modules. */
export function file({ to, target }: Pick<Import, 'to' | 'target'>): string {
  return target === 'facade' ? `${to}/index.ts` : `${to}/repository.ts`;
}

export function sentence(one: Import): string {
  return `${one.from} imports ${file(one)}`;
}

export function verdictWords(verdict: Verdict, one: Import): string {
  if (verdict.allowed) return 'allowed';
  if (verdict.rule === 'inside') return `refused: only ${one.to}/index.ts is open to other modules`;
  return `refused: closes a cycle, ${verdict.way.join(' needs ')}`;
}

/** One sentence about the whole graph. */
export function summary(imports: readonly Import[]): string {
  const bad = refused(imports);
  const count = imports.length === 1 ? '1 import' : `${imports.length} imports`;
  return bad === 0
    ? `${count}, all allowed: the build passes.`
    : `${count}, ${bad} refused: the build fails.`;
}

/** What is announced after an import was added. */
export function news(imports: readonly Import[], one: Import): string {
  return `${sentence(one)}: ${verdictWords(judge(imports, one), one)}. ${summary(imports)}`;
}
