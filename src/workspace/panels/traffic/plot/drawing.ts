/** From a figure to what stands where: two frames over one time axis, in pixels. */
import type { Figure } from '../figure.ts';
import { digits } from '../format.ts';
import { errorsOf, rateOf, secondMs, type Second } from '../series.ts';
import { areaPath, linePath, spread } from './path.ts';
import { amountScale, linearScale, logScale, timeStep, type Scale } from './scale.ts';

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export type LineName = 'rate' | 'errors' | 'p50' | 'p95' | 'p99';

export interface Line {
  readonly name: LineName;
  readonly d: string;
  /** The area below it, where it has one. */
  readonly area: string;
  /** Where its name stands; null when it has no newest value. */
  readonly labelY: number | null;
}

export interface Frame {
  readonly box: Box;
  readonly ticks: readonly { readonly y: number; readonly text: string }[];
  /** Of the run behind, then of the one in front. */
  readonly behind: readonly Line[];
  readonly lines: readonly Line[];
  readonly scale: Scale;
}

export interface Drawing {
  readonly x: Scale;
  readonly ticks: readonly { readonly x: number; readonly text: string }[];
  readonly rate: Frame;
  readonly latency: Frame;
}

/** A line is broken where more than this was not measured. */
const gapMs = 2_600;
const labelDistance = 12;
const latencyNames = ['p50', 'p95', 'p99'] as const;

/** The middle of a second, where its values stand. */
export const middle = ({ at }: Pick<Second, 'at'>): number => at + secondMs / 2;

/** Draws a figure into two boxes that stand one above the other. */
export function draw(figure: Figure, rateBox: Box, latencyBox: Box): Drawing {
  const [from, to] = figure.domain;
  const x = linearScale(figure.domain, [rateBox.left, rateBox.right]);
  const seen = (list: readonly Second[]): Second[] =>
    list.filter((second) => middle(second) >= from && middle(second) <= to);
  const front = seen(figure.seconds);
  const behind = seen(figure.behind?.seconds ?? []);
  const gap = Math.abs(x(gapMs) - x(0));
  const parts = { front, behind, x, gap };
  return {
    x,
    ticks: timeTicks(figure, x),
    rate: rateFrame(parts, rateBox),
    latency: latencyFrame(parts, latencyBox),
  };
}

interface Parts {
  readonly front: readonly Second[];
  readonly behind: readonly Second[];
  readonly x: Scale;
  readonly gap: number;
}

function rateFrame({ front, behind, x, gap }: Parts, box: Box): Frame {
  const largest = Math.max(1, ...[...front, ...behind].map(rateOf));
  const scale = amountScale(largest, [box.bottom, box.top]);
  const line = (name: LineName, list: readonly Second[], value: (second: Second) => number): Line => {
    // No red line along the ground: errors are drawn where there are any, with the foot of each slope.
    const drawn = (index: number): boolean =>
      name === 'rate' || [index - 1, index, index + 1].some((each) => (list[each]?.errors ?? 0) > 0);
    const points = list.map((second, index) => ({
      x: x(middle(second)),
      y: drawn(index) ? scale(value(second)) : null,
    }));
    const area = name === 'errors' ? areaPath(points, box.bottom, gap) : '';
    return { name, d: linePath(points, gap), area, labelY: points.at(-1)?.y ?? null };
  };
  const lines = (list: readonly Second[]): Line[] => [
    line('errors', list, errorsOf),
    line('rate', list, rateOf),
  ];
  return {
    box,
    scale,
    ticks: scale.ticks.map((value) => ({ y: scale(value), text: String(value) })),
    behind: lines(behind),
    lines: labelled(lines(front), box),
  };
}

function latencyFrame({ front, behind, x, gap }: Parts, box: Box): Frame {
  const all = [...front, ...behind].flatMap((second) =>
    latencyNames.flatMap((name) => {
      const value = second[name];
      return value === null ? [] : [value];
    }),
  );
  const scale = logScale(all.length > 0 ? Math.min(...all) : 1, all.length > 0 ? Math.max(...all) : 10, [
    box.bottom,
    box.top,
  ]);
  const lines = (list: readonly Second[]): Line[] =>
    latencyNames.map((name) => {
      const points = list.map((second) => {
        const value = second[name];
        return { x: x(middle(second)), y: value === null ? null : scale(value) };
      });
      const last = points.findLast(({ y }) => y !== null);
      return { name, d: linePath(points, gap), area: '', labelY: last?.y ?? null };
    });
  return {
    box,
    scale,
    ticks: scale.ticks.map((value) => ({ y: scale(value), text: digits(value).replace(/\.0+$/, '') })),
    behind: lines(behind),
    lines: labelled(lines(front), box),
  };
}

/** Names of lines do not cover each other. */
function labelled(lines: readonly Line[], box: Box): Line[] {
  const named = lines.filter((line): line is Line & { labelY: number } => line.labelY !== null);
  const places = spread(
    named.map(({ labelY }) => labelY),
    labelDistance,
    box.top + 4,
    box.bottom - 2,
  );
  return lines.map((line) => {
    const index = named.findIndex(({ name }) => name === line.name);
    return index < 0 ? line : { ...line, labelY: places[index] ?? line.labelY };
  });
}

function timeTicks({ domain: [from, to], zero, moving }: Figure, x: Scale): { x: number; text: string }[] {
  const [left, right] = [x(from), x(to)];
  const step = timeStep(to - from, Math.max(2, Math.floor((right - left) / 90)));
  const first = Math.ceil((from - zero) / step);
  const count = Math.floor((to - zero) / step) - first + 1;
  return Array.from({ length: count }, (_, index) => {
    const offset = (first + index) * step;
    return { x: x(zero + offset), text: offsetName(offset, moving) };
  });
}

/** `now`, `−40 s`, `+2 min`. */
function offsetName(offset: number, moving: boolean): string {
  if (offset === 0) return moving ? 'now' : 'start';
  const seconds = Math.abs(offset) / 1000;
  const size = seconds >= 60 && seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
  return `${offset < 0 ? '−' : '+'}${size}`;
}
