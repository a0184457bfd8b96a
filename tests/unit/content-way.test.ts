/** The way through the course, as a graph. */
import { describe, expect, it } from 'vitest';
import { layOutWay, type LabStep, type LessonStep, type StepId } from '../../src/content/way.ts';

const lesson = (slug: string, after?: string[]): LessonStep => ({ slug, title: slug, minutes: 10, after });
const lab = (slug: string, of: string, base?: string): LabStep => ({
  slug,
  title: slug,
  minutes: 60,
  lesson: of,
  base,
});
const parts = (...lessons: LessonStep[][]) =>
  lessons.map((each, at) => ({ title: `Part ${at + 1}`, summary: '', lessons: each }));
const after = (way: ReturnType<typeof layOutWay>, id: StepId): readonly StepId[] | undefined =>
  way.steps.get(id)?.after;

describe('the way through the course', () => {
  const way = layOutWay(
    parts([lesson('costs'), lesson('signals')], [lesson('data'), lesson('sync', ['signals'])]),
    [lab('measure', 'signals'), lab('copy', 'sync', 'measure')],
  );

  it('puts a lab behind its lesson', () => {
    expect(way.parts.map(({ steps }) => steps.map(({ id }) => id))).toEqual([
      ['lesson:costs', 'lesson:signals', 'lab:measure'],
      ['lesson:data', 'lesson:sync', 'lab:copy'],
    ]);
  });

  it('takes prerequisites from the order, the frontmatter and the base of a lab', () => {
    expect(after(way, 'lesson:costs')).toEqual([]);
    expect(after(way, 'lesson:signals')).toEqual(['lesson:costs']);
    expect(after(way, 'lesson:data')).toEqual(['lesson:costs']);
    expect(after(way, 'lesson:sync')).toEqual(['lesson:signals']);
    expect(after(way, 'lab:copy')).toEqual(['lesson:sync', 'lab:measure']);
  });

  it('refuses what cannot be walked, and says why', () => {
    expect(() => layOutWay(parts([lesson('a', ['ghost'])]), [])).toThrow(
      'lesson:a builds on lesson:ghost, which is not in the course.',
    );
    expect(() => layOutWay(parts([lesson('a', ['b']), lesson('b', ['a'])]), [])).toThrow(
      'A circle of prerequisites: lesson:a → lesson:b → lesson:a.',
    );
    expect(() => layOutWay(parts([lesson('a'), lesson('b', ['c']), lesson('c', ['a'])]), [])).toThrow(
      'lesson:b stands before lesson:c',
    );
    expect(() => layOutWay(parts([lesson('a')]), [lab('x', 'ghost')])).toThrow(
      'These labs name a lesson that the course does not list: “x” (ghost).',
    );
  });
});
