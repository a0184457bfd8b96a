/** The picture on the home page: the shop's modules, where each stands at each stage, and who calls whom. */

export const box = { width: 156, height: 62 };

interface Module {
  readonly name: string;
  /** In one process: the modules share their walls. */
  readonly together: readonly [x: number, y: number];
  /** Walls inside: a gap between them, within one process. */
  readonly walled: readonly [x: number, y: number];
  /** Services of their own. */
  readonly apart: readonly [x: number, y: number];
}

export const modules: readonly Module[] = [
  { name: 'users', together: [56, 118], walled: [40, 108], apart: [0, 30] },
  { name: 'products', together: [212, 118], walled: [212, 108], apart: [204, 0] },
  { name: 'orders', together: [368, 118], walled: [384, 108], apart: [424, 60] },
  { name: 'payments', together: [56, 180], walled: [40, 190], apart: [30, 244] },
  { name: 'notifications', together: [212, 180], walled: [212, 190], apart: [222, 298] },
  { name: 'analytics', together: [368, 180], walled: [384, 190], apart: [416, 226] },
];

/** From whom to whom; each pair is a function call as long as they share a process. */
export const calls: readonly (readonly [from: string, to: string])[] = [
  ['orders', 'users'],
  ['orders', 'products'],
  ['orders', 'payments'],
  ['orders', 'notifications'],
  ['orders', 'analytics'],
];

export const stages = [
  {
    id: 'together',
    title: 'One process',
    text: 'A call costs nanoseconds and a transaction covers everything. One crash takes all six, and everybody deploys together.',
  },
  {
    id: 'walled',
    title: 'Walls inside',
    text: 'Still one process, but each module owns its tables and has one door. Much of what services promise, and no network.',
  },
  {
    id: 'apart',
    title: 'Services',
    text: 'Each can be deployed, scaled and lost alone. Each line is now a call that can be slow, lost or refused.',
  },
] as const;

/** The middle of a module at its last stage. */
export function centre(name: string): readonly [x: number, y: number] {
  const [x, y] = modules.find((each) => each.name === name)?.apart ?? [0, 0];
  return [x + box.width / 2, y + box.height / 2];
}
