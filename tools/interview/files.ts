/** Where the interview's files are, and reading them as JSON. */
import { readFileSync, readdirSync } from 'node:fs';
import { readBank } from '../../src/interview/bank.ts';
import { MalformedGold, readGold, type LabelledAnswer } from '../../src/interview/gold.ts';

const questions = new URL('../../src/content/questions/', import.meta.url);
const gold = new URL('../../tests/gold/', import.meta.url);

export function loadBank(): ReturnType<typeof readBank> {
  const files: Record<string, unknown> = {};
  for (const name of readdirSync(questions)) {
    if (name.endsWith('.json')) {
      files[name.slice(0, -'.json'.length)] = JSON.parse(readFileSync(new URL(name, questions), 'utf8'));
    }
  }
  return readBank(files);
}

/**
 * Labelled answers of a file.
 * @throws MalformedGold when the file cannot be read, is no JSON or lacks the format.
 */
export function loadAnswers(path: string | URL): LabelledAnswer[] {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MalformedGold(`${String(path)} cannot be read as JSON: ${reason}`);
  }
  return readGold(json);
}

export type GoldPart = 'tuned' | 'held-out';

/** One part of our own gold set; the held-out part is never looked at while patterns are written. */
export function loadGold(part: GoldPart): LabelledAnswer[] {
  return loadAnswers(new URL(`${part}.json`, gold));
}
