import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { keepUnits } from '../../src/components/lesson/units.ts';
import { course } from '../../src/content/course.ts';
import { lessonSchema, type Lesson } from '../../src/content/schema.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const files = globSync('src/content/lessons/*.mdx', { cwd: root });
const read = (path: string): string => readFileSync(new URL(path, `file://${root}`), 'utf8');

const good: Lesson = {
  title: 'A lesson',
  summary: 'What it is about.',
  minutes: 15,
  lab: 'a-lab',
  objectives: ['do this', 'do that'],
  sources: [{ title: 'A source', url: 'https://example.org/', what: 'A number.' }],
  recall: [
    { question: 'Why?', answer: 'Because.' },
    { question: 'Why not?', answer: 'No.' },
  ],
};

describe('the schema of a lesson', () => {
  it('accepts a complete one, with and without a lab', () => {
    const { lab: _, ...withoutLab } = good;
    expect(lessonSchema.safeParse(good).success).toBe(true);
    expect(lessonSchema.safeParse(withoutLab).success).toBe(true);
  });

  it.each([
    ['a field that nobody reads', { ...good, author: 'x' }, []],
    ['an empty title', { ...good, title: ' ' }, ['title']],
    ['a lab that is no slug', { ...good, lab: 'L8' }, ['lab']],
    ['no sources', { ...good, sources: [] }, ['sources']],
    [
      'a source without https',
      { ...good, sources: [{ ...good.sources[0], url: 'http://example.org' }] },
      ['sources', 0, 'url'],
    ],
    [
      'a question without an answer',
      { ...good, recall: [good.recall[0], { question: 'Why?' }] },
      ['recall', 1, 'answer'],
    ],
    ['too long a read', { ...good, minutes: 90 }, ['minutes']],
  ])('names the field of %s', (_mistake, lesson, path) => {
    expect(lessonSchema.safeParse(lesson).error?.issues[0]?.path).toEqual(path);
  });

  it('describes every field', () => {
    for (const [name, field] of Object.entries(lessonSchema.shape)) {
      expect(field.description ?? field.meta()?.['description'], name).toBeTruthy();
    }
  });
});

describe('the course', () => {
  it('lists every lesson once', () => {
    const listed = course.flatMap((part) => part.lessons);
    expect(listed.toSorted()).toEqual(files.map((path) => basename(path, '.mdx')).toSorted());
  });
});

describe.each(files)('%s', (path) => {
  const text = read(path);
  const own = basename(path, '.mdx');
  const anchors = new Set([...text.matchAll(/^#{2,3} .*\{#([\w-]+)\}$/gm)].map((match) => match[1]));
  // Single places to send a learner to: the table of outcomes, say.
  for (const [, id] of text.matchAll(/^<\w+ id="([\w-]+)">$/gm)) anchors.add(id);
  // Those of the layout.
  for (const id of ['recall', 'lab', 'sources', 'objectives']) anchors.add(id);

  it('gives every heading an anchor that stays when its words change', () => {
    const headings = text.replaceAll(/^```[^]*?^```/gm, '').match(/^#{2,3} .*$/gm) ?? [];
    expect(headings.filter((heading) => !/\{#[\w-]+\}$/.test(heading))).toEqual([]);
  });

  it('has each section that a check of its lab sends the learner to', () => {
    const checks = globSync(`labs/*/*/checks/*.check.ts`, { cwd: root }).map(read).join('\n');
    const wanted = [...checks.matchAll(/lesson: '([\w-]+)#([\w-]+)'/g)].filter((match) => match[1] === own);
    expect([...new Set(wanted.map((match) => match[2]))].filter((anchor) => !anchors.has(anchor))).toEqual(
      [],
    );
  });

  it('links to its own sections only where there are some', () => {
    const links = [...text.matchAll(/\]\(#([\w-]+)\)/g)].map((match) => match[1]);
    expect(links.filter((anchor) => !anchors.has(anchor))).toEqual([]);
  });

  it('names each source that it links to', () => {
    const [, head = '', body = ''] = /^---\n([^]*?)\n---\n([^]*)$/.exec(text) ?? [];
    const links = [...body.matchAll(/\]\((https:[^)#]+)/g)].map((match) => match[1] ?? '');
    expect(links.filter((url) => !head.includes(url))).toEqual([]);
  });
});

describe('keepUnits', () => {
  it('joins numbers to units and their own groups, and nothing else', () => {
    expect(keepUnits('in 10 s, 99.9 %, 29 999 ms')).toBe('in 10\u00A0s, 99.9\u00A0%, 29\u00A0999\u00A0ms');
    expect(keepUnits('five in 10 seconds at 8, 9, 11 stays')).toBe('five in 10 seconds at 8, 9, 11 stays');
  });
});
