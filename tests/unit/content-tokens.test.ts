/** The colours: legible on paper, and the services told apart by every pair of eyes. */
import { describe, expect, it } from 'vitest';
import { readTokens } from '../../tools/tokens.ts';

type Theme = 'light' | 'dark';
type Triple = [number, number, number];

const tokens = readTokens();
const services = [...tokens.keys()].filter((name) => name.startsWith('service-'));

function linear(name: string, theme: Theme): Triple {
  const hex = tokens.get(name)?.[theme];
  if (!hex) throw new Error(`src/styles/tokens.css has no --${name}`);
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function apply(matrix: readonly Triple[], [x, y, z]: Triple): Triple {
  const [a = 0, b = 0, c = 0] = matrix.map((row) => row[0] * x + row[1] * y + row[2] * z);
  return [a, b, c];
}

/** WCAG 2: the ratio of two luminances. */
function contrast(a: string, b: string, theme: Theme): number {
  const luminance = (name: string): number => apply([[0.2126, 0.7152, 0.0722]], linear(name, theme))[0];
  const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/** Machado, Oliveira and Fernandes 2009, full severity, for linear sRGB. */
const eyes: Record<string, readonly Triple[]> = {
  'all cones': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** OKLab, in which distance is about what an eye sees. */
function oklab(colour: Triple): Triple {
  const cones = apply(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    colour,
  );
  return apply(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    [Math.cbrt(cones[0]), Math.cbrt(cones[1]), Math.cbrt(cones[2])],
  );
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

function seen(name: string, theme: Theme, matrix: readonly Triple[]): Triple {
  const [r, g, b] = apply(matrix, linear(name, theme));
  return oklab([clamp(r), clamp(g), clamp(b)]);
}

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  const text = ['ink', 'ink-soft', 'ink-faint', 'accent', 'failure', 'caution', 'pass', ...services];

  it.each(
    text.flatMap((name) => ['paper', 'paper-raised', 'paper-sunk'].map((paper) => [name, paper] as const)),
  )('sets %s on %s with a contrast of at least 4.5', (name, paper) => {
    expect(contrast(name, paper, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ['accent-ink', 'accent'],
    ['failure-ink', 'failure'],
    ['accent', 'accent-wash'],
    ['failure', 'failure-wash'],
    ['caution', 'caution-wash'],
    ['pass', 'pass-wash'],
    ['ink', 'accent-wash'],
    ['code-comment', 'code-paper'],
    ['code-keyword', 'code-paper'],
    ['code-string', 'code-paper'],
    ['code-number', 'code-paper'],
    ['code-type', 'code-paper'],
  ])('sets %s on %s with a contrast of at least 4.5', (ink, paper) => {
    expect(contrast(ink, paper, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ['rule-strong', 'paper'],
    ['rule-strong', 'paper-raised'],
    ['focus', 'paper'],
    ['focus', 'paper-raised'],
  ])('draws %s on %s with a contrast of at least 3', (line, paper) => {
    expect(contrast(line, paper, theme)).toBeGreaterThanOrEqual(3);
  });

  it.each(Object.entries(eyes))('keeps the services, and failure, apart for %s', (_name, matrix) => {
    const names = [...services, 'failure'];
    const close = names.flatMap((a, index) =>
      names.slice(index + 1).flatMap((b) => {
        const distance = Math.hypot(
          ...seen(a, theme, matrix).map((x, at) => x - (seen(b, theme, matrix)[at] ?? 0)),
        );
        return distance < 0.04 ? [`${a} and ${b}: ${distance.toFixed(3)}`] : [];
      }),
    );
    expect(close).toEqual([]);
  });
});

it('has a hue for each of the ten services', () => {
  expect(services).toHaveLength(10);
});
