/** Where the import figure draws its modules, and the line of each import. Units are those of the viewBox. */
import type { Import, Module } from './model.ts';

export const box = { width: 126, height: 40 };
export const view = { width: 424, height: 284 };

/** A ring: no line between two modules runs over a third. */
const centres: Record<Module, { x: number; y: number }> = {
  orders: { x: 212, y: 24 },
  users: { x: 66, y: 92 },
  products: { x: 358, y: 92 },
  payments: { x: 66, y: 192 },
  analytics: { x: 358, y: 192 },
  notifications: { x: 212, y: 260 },
};

export function centre(module: Module): { x: number; y: number } {
  return centres[module];
}

/** How far a line is bent to its left, so that an import and its answer do not cover each other. */
const bend = 14;
const gap = 4;

function round(value: number): string {
  return value.toFixed(1);
}

/** The path of an import: from the edge of one box to that of the other, slightly bent. */
export function line({ from, to }: Pick<Import, 'from' | 'to'>): string {
  const a = centres[from];
  const b = centres[to];
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  const side = { x: ((b.y - a.y) / length) * bend, y: (-(b.x - a.x) / length) * bend };
  const middle = { x: (a.x + b.x) / 2 + side.x, y: (a.y + b.y) / 2 + side.y };
  const start = edge(a, middle);
  const end = edge(b, middle);
  return `M${round(start.x)} ${round(start.y)}Q${round(middle.x)} ${round(middle.y)} ${round(end.x)} ${round(end.y)}`;
}

/** Where a ray from the centre of a box towards a point leaves the box. */
function edge(from: { x: number; y: number }, towards: { x: number; y: number }): { x: number; y: number } {
  const dx = towards.x - from.x;
  const dy = towards.y - from.y;
  const scale = Math.min((box.width / 2 + gap) / Math.abs(dx), (box.height / 2 + gap) / Math.abs(dy));
  return { x: from.x + dx * scale, y: from.y + dy * scale };
}
