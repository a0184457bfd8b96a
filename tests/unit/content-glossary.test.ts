/** The glossary: its entries, and how their first use in a lesson is found. */
import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createTermFinder, type TermEntry } from '../../src/components/glossary/find-terms.ts';
import { termSchema } from '../../src/content/term.ts';

const folder = new URL('../../src/content/glossary/', import.meta.url);
const entries: TermEntry[] = await Promise.all(
  (await readdir(folder)).map(async (name) => ({
    id: name.replace(/\.json$/, ''),
    ...termSchema.parse(JSON.parse(await readFile(new URL(name, folder), 'utf8'))),
  })),
);

describe('the entries', () => {
  it('are two sentences each', () => {
    const sentences = (text: string): number =>
      [...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)].length;
    expect(entries.filter(({ definition }) => sentences(definition) !== 2).map(({ id }) => id)).toEqual([]);
  });

  it('claim no form twice', () => {
    const forms = entries.flatMap(({ term, also }) => [term, ...also]).map((form) => form.toLowerCase());
    expect(forms.filter((form, at) => forms.indexOf(form) !== at)).toEqual([]);
  });
});

describe('finding terms', () => {
  const term = (id: string, ...also: string[]): TermEntry => ({
    id,
    term: id.replaceAll('-', ' '),
    also,
    definition: 'What it is. What matters.',
    taught: [],
    note: true,
  });
  const ids = (stretches: { term?: TermEntry }[]): string[] =>
    stretches.flatMap((each) => each.term?.id ?? []);

  it('finds each term once in a document, in any case and form, and keeps the text', () => {
    const find = createTermFinder([term('saga', 'sagas'), term('outbox')]);
    const first = find('Sagas need an outbox, and an Outbox needs no saga.');
    expect(first.map(({ text }) => text)).toEqual([
      'Sagas',
      ' need an ',
      'outbox',
      ', and an Outbox needs no saga.',
    ]);
    expect(ids(first)).toEqual(['saga', 'outbox']);
    expect(ids(find('A saga again.'))).toEqual([]);
  });

  it('prefers the longer term, and does not cut words', () => {
    const find = createTermFinder([term('idempotency'), term('idempotency-key'), term('span')]);
    expect(ids(find('An idempotency key; spanning; life-span.'))).toEqual(['idempotency-key']);
    expect(ids(find('Idempotency (span).'))).toEqual(['idempotency', 'span']);
  });

  it('leaves a text alone when there are no terms', () => {
    expect(createTermFinder([])('saga')).toEqual([{ text: 'saga' }]);
  });
});
