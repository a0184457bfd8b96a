/** What the practice pages rest on besides the questions: topics, and a line to say for each lab. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { topics } from '../../src/content/practice.ts';
import { evidenceSchema } from '../../src/content/schema.ts';
import { questionIds } from '../../src/interview/question.ts';

const root = new URL('../../', import.meta.url);
const json = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), 'utf8'));
// The file is an object by lab; each entry is validated below.
const evidence = json('src/content/evidence.json') as Record<string, unknown>;
const labs = ['monolith', 'microservices'].flatMap((shape) => readdirSync(new URL(`labs/${shape}`, root)));

describe('the topics', () => {
  it('have each question once', () => {
    expect(topics.flatMap(({ questions }) => questions).toSorted()).toEqual([...questionIds].toSorted());
  });
});

describe('the evidence', () => {
  it.each(Object.entries(evidence))('of %s is a line to say', (_lab, entry) => {
    const { line } = evidenceSchema.parse(entry);
    expect(line).toMatch(/^I /);
  });

  it('has a line for every lab there is, and for every lab that a question names', () => {
    const named = questionIds.flatMap((id) => {
      const question = json(`src/content/questions/${id}.json`);
      return (question as { labs: string[] }).labs;
    });
    for (const lab of [...labs, ...named]) expect(Object.keys(evidence), lab).toContain(lab);
  });
});
