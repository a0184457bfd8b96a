/** Lessons that were read: kept, carried to another browser, and forgotten. */
import { describe, expect, it } from 'vitest';
import { passedChecks, passedLabs } from '../../src/components/progress/overview.ts';
import { freshProgress, type LabProgress } from '../../src/progress/lab-progress.ts';
import { applyLessonImport, planLessonImport } from '../../src/progress/lesson-transfer.ts';
import { memoryStore } from '../../src/progress/memory-store.ts';
import { exportProgress, readTransfer } from '../../src/progress/transfer.ts';

const record = (slug: string, readAt = '2026-11-20T10:00:00.000Z') => ({ version: 1 as const, slug, readAt });

describe('lessons that were read', () => {
  it('travel in the file; what is marked here keeps its date', async () => {
    const there = memoryStore();
    await there.lessons.put(record('teams', '2026-11-22T10:00:00.000Z'));
    await there.lessons.put(record('events'));
    const { lessons } = readTransfer(await exportProgress(there));
    const here = memoryStore();
    await here.lessons.put(record('teams'));
    const plan = await planLessonImport(here, lessons);
    expect(plan.map(({ slug }) => slug)).toEqual(['events']);
    await applyLessonImport(here, plan);
    expect(await here.lessons.all()).toEqual([record('events'), record('teams')]);
  });

  it('are refused by field when a file is wrong, and may be missing from an older one', async () => {
    const file: Record<string, unknown> = JSON.parse(await exportProgress(memoryStore()));
    const text = (lessons: unknown): string => JSON.stringify({ ...file, lessons });
    expect(() => readTransfer(text([record('teams', 'yesterday')]))).toThrow('lessons.0.readAt');
    expect(() => readTransfer(text([record('../labs')]))).toThrow('lessons.0.slug');
    expect(readTransfer(text(undefined)).lessons).toEqual([]);
  });

  it('are forgotten with everything else', async () => {
    const store = memoryStore();
    await store.lessons.put(record('teams'));
    await store.save(freshProgress('dual-write', 'hash'));
    await store.erase();
    expect([await store.lessons.all(), await store.list()]).toEqual([[], []]);
  });
});

describe('the figures of the progress page', () => {
  const course = [
    { slug: 'a', title: 'A', checks: 5 },
    { slug: 'b', title: 'B', checks: 3 },
  ];
  const lab = (slug: string, passedAt: string | null): LabProgress => ({
    ...freshProgress(slug, 'hash'),
    passedAt,
  });

  it('count labs of this course, in the order in which they were passed', () => {
    const kept = [
      lab('b', '2026-11-20T10:00:00Z'),
      lab('a', '2026-11-12T10:00:00Z'),
      lab('gone', '2026-01-01'),
    ];
    expect(passedLabs(course, kept).map(({ slug }) => slug)).toEqual(['a', 'b']);
    expect(passedChecks(course, kept)).toBe(8);
    expect(passedChecks(course, [lab('a', null)])).toBe(0);
  });
});
