/** The way of the arrow keys over the map: from a node or link to the next one in that direction. */
import type { Picture, Point } from './layout.ts';

const directions: Readonly<Record<string, Point>> = {
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowDown: { x: 0, y: 1 },
  ArrowUp: { x: 0, y: -1 },
};

/** Everything that can have the focus, by reading order: left to right and down, as the picture runs. */
export function stopsOf(picture: Picture): { id: string; at: Point }[] {
  const stops = [
    ...[...picture.nodes, ...picture.attached].map(([id, { x, y, width, height }]) => ({
      id,
      at: { x: x + width / 2, y: y + height / 2 },
    })),
    ...[...picture.links].map(([id, { label }]) => ({ id, at: label })),
  ];
  const along = ({ at }: { at: Point }): number => (picture.direction === 'across' ? at.x : at.y);
  const over = ({ at }: { at: Point }): number => (picture.direction === 'across' ? at.y : at.x);
  return stops.sort((a, b) => along(a) - along(b) || over(a) - over(b));
}

/**
 * Where a key leads from here: the nearest stop in its direction, Home and End the first and the last.
 * @returns null for another key, and where nothing is on that side.
 */
export function walk(picture: Picture, from: string, key: string): string | null {
  const stops = stopsOf(picture);
  if (key === 'Home') return stops[0]?.id ?? null;
  if (key === 'End') return stops.at(-1)?.id ?? null;
  const way = directions[key];
  const here = stops.find(({ id }) => id === from)?.at;
  if (!way || !here) return null;
  let nearest: string | null = null;
  let least = Infinity;
  for (const { id, at } of stops) {
    const [dx, dy] = [at.x - here.x, at.y - here.y];
    const forward = dx * way.x + dy * way.y;
    const aside = Math.abs(dx * way.y + dy * way.x);
    if (id === from || forward < 1) continue;
    // To the side counts double, so that a key rather goes straight on.
    const distance = forward + aside * 2;
    if (distance < least) [nearest, least] = [id, distance];
  }
  return nearest;
}
