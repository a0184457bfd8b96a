/** What the progress pages need to know of the course. Runs on the server only. */
import { checkCounts, courseWay } from '../../components/way/way.ts';
import type { CourseLab } from '../../components/progress/overview.ts';

export async function courseSteps(): Promise<{ lessons: string[]; labs: CourseLab[] }> {
  const steps = [...(await courseWay()).steps.values()];
  return {
    lessons: steps.filter(({ kind }) => kind === 'lesson').map(({ slug }) => slug),
    labs: steps
      .filter(({ kind }) => kind === 'lab')
      .map(({ slug, title }) => ({ slug, title, checks: checkCounts[slug] ?? 0 })),
  };
}
