/** Paths of SVG through measured points. Where nothing was measured, a line ends and begins anew. */

export interface Point {
  readonly x: number;
  /** null: there is no value here. */
  readonly y: number | null;
}

const at = (value: number): string => String(Math.round(value * 10) / 10);

/** Runs of points that follow each other without a missing value or a distance above `gap` pixels. */
function runs(points: readonly Point[], gap: number): { x: number; y: number }[][] {
  const all: { x: number; y: number }[][] = [];
  let current: { x: number; y: number }[] = [];
  for (const { x, y } of points) {
    const last = current.at(-1);
    if (y === null || (last && x - last.x > gap)) {
      if (current.length > 0) all.push(current);
      current = [];
    }
    if (y !== null) current.push({ x, y });
  }
  return current.length > 0 ? [...all, current] : all;
}

/** A line. A single point becomes a short dash, so that it is seen. */
export function linePath(points: readonly Point[], gap = Infinity): string {
  return runs(points, gap)
    .map((run) => {
      const [first, ...rest] = run;
      if (!first) return '';
      if (rest.length === 0) return `M${at(first.x - 1)} ${at(first.y)}H${at(first.x + 1)}`;
      return `M${at(first.x)} ${at(first.y)}${rest.map(({ x, y }) => `L${at(x)} ${at(y)}`).join('')}`;
    })
    .join('');
}

/** The area between a line and the pixel `base`. */
export function areaPath(points: readonly Point[], base: number, gap = Infinity): string {
  return runs(points, gap)
    .map((run) => {
      const [first] = run;
      const last = run.at(-1);
      if (!first || !last || run.length < 2) return '';
      return `M${at(first.x)} ${at(base)}${run.map(({ x, y }) => `L${at(x)} ${at(y)}`).join('')}L${at(last.x)} ${at(base)}Z`;
    })
    .join('');
}

/**
 * Moves labels apart that would cover each other, as little as needed, within the limits.
 * @param wanted where each label would stand, in pixels from the top.
 * @returns where it stands, in the order given.
 */
export function spread(wanted: readonly number[], distance: number, top: number, bottom: number): number[] {
  const order = wanted.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y);
  let floor = top;
  for (const each of order) {
    each.y = Math.max(each.y, floor);
    floor = each.y + distance;
  }
  let ceiling = bottom;
  for (const each of order.toReversed()) {
    each.y = Math.min(each.y, ceiling);
    ceiling = each.y - distance;
  }
  return order.sort((a, b) => a.index - b.index).map(({ y }) => y);
}
