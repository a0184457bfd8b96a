/**
 * The way through the course: lessons and labs as one graph, in the order in which they are met.
 *
 * A lesson builds on the one before it in its part, the first of a part on the first of the course, unless its
 * frontmatter names others in `after`. A lab builds on its lesson, and on the lab whose solution it begins with.
 */

/** `lesson:teams`, `lab:dual-write`. A lesson and its lab may share a slug. */
export type StepId = `${'lesson' | 'lab'}:${string}`;

export interface LessonStep {
  readonly slug: string;
  readonly title: string;
  readonly minutes: number;
  /** Slugs of the lessons that it builds on, where the order of the course does not say it. */
  readonly after?: readonly string[] | undefined;
}

export interface LabStep {
  readonly slug: string;
  readonly title: string;
  readonly minutes: number;
  readonly lesson: string;
  readonly base?: string | undefined;
}

export interface Step {
  readonly id: StepId;
  readonly kind: 'lesson' | 'lab';
  readonly slug: string;
  readonly title: string;
  readonly minutes: number;
  /** What it builds on. */
  readonly after: readonly StepId[];
}

export interface WayPart {
  readonly title: string;
  readonly summary: string;
  readonly steps: readonly Step[];
}

export interface Way {
  readonly parts: readonly WayPart[];
  readonly steps: ReadonlyMap<StepId, Step>;
}

interface PartSource {
  readonly title: string;
  readonly summary: string;
  readonly lessons: readonly LessonStep[];
}

/**
 * Lays out the way: each part's lessons, each followed by its labs.
 * @throws {Error} that names a prerequisite which is not there, a circle, or a step that stands before what it builds on.
 */
export function layOutWay(parts: readonly PartSource[], labs: readonly LabStep[]): Way {
  const first = parts[0]?.lessons[0];
  const laid = parts.map(({ title, summary, lessons }) => ({
    title,
    summary,
    steps: lessons.flatMap((lesson, at) => [
      lessonStep(lesson, lessons[at - 1] ?? first),
      ...labs.filter((lab) => lab.lesson === lesson.slug).map(labStep),
    ]),
  }));
  const steps = new Map(laid.flatMap((part) => part.steps).map((step) => [step.id, step] as const));
  const homeless = labs.filter((lab) => !steps.has(`lab:${lab.slug}`));
  if (homeless.length > 0) {
    const names = homeless.map(({ slug, lesson }) => `“${slug}” (${lesson})`).join(', ');
    throw new Error(`These labs name a lesson that the course does not list: ${names}.`);
  }
  refuseMissing(steps);
  refuseCircles(steps);
  refuseWrongOrder(steps);
  return { parts: laid, steps };
}

function lessonStep({ slug, title, minutes, after }: LessonStep, before: LessonStep | undefined): Step {
  const builtOn = after ?? (before && before.slug !== slug ? [before.slug] : []);
  return {
    id: `lesson:${slug}`,
    kind: 'lesson',
    slug,
    title,
    minutes,
    after: builtOn.map((each): StepId => `lesson:${each}`),
  };
}

function labStep({ slug, title, minutes, lesson, base }: LabStep): Step {
  return {
    id: `lab:${slug}`,
    kind: 'lab',
    slug,
    title,
    minutes,
    after: [`lesson:${lesson}`, ...(base === undefined ? [] : [`lab:${base}` as const])],
  };
}

function refuseMissing(steps: Way['steps']): void {
  for (const { id, after } of steps.values()) {
    const missing = after.find((each) => !steps.has(each));
    if (missing) throw new Error(`${id} builds on ${missing}, which is not in the course.`);
  }
}

function refuseCircles(steps: Way['steps']): void {
  const done = new Set<StepId>();
  const visit = (id: StepId, path: readonly StepId[]): void => {
    if (path.includes(id)) throw new Error(`A circle of prerequisites: ${[...path, id].join(' → ')}.`);
    if (done.has(id)) return;
    for (const each of steps.get(id)?.after ?? []) visit(each, [...path, id]);
    done.add(id);
  };
  for (const id of steps.keys()) visit(id, []);
}

function refuseWrongOrder(steps: Way['steps']): void {
  const met = new Set<StepId>();
  for (const { id, after } of steps.values()) {
    const later = after.find((each) => !met.has(each));
    if (later)
      throw new Error(`${id} stands before ${later}, on which it builds: change the course's order.`);
    met.add(id);
  }
}
