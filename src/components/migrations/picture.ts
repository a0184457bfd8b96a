/** The picture of the timeline figure: two services, their databases, and who writes, reads and follows. */
import { phaseOf, type Arrow, type Model, type Place } from './model.ts';

export const view = { width: 424, height: 214 };

const places: Record<Place, { x: number; y: number }> = {
  monolith: { x: 66, y: 36 },
  users: { x: 358, y: 36 },
  'shop-db': { x: 66, y: 172 },
  replica: { x: 212, y: 172 },
  'users-db': { x: 358, y: 172 },
};

/** Where an arrow begins and ends, so that two between the same places stand side by side. */
const ways: Readonly<Record<string, string>> = {
  'monolith shop-db decides': 'M54 60V138',
  'monolith shop-db follows': 'M54 60V138',
  'shop-db monolith reads': 'M78 146V68',
  'users users-db decides': 'M346 60V138',
  'users users-db follows': 'M346 60V138',
  'users-db users reads': 'M370 146V68',
  'monolith users follows': 'M126 28H290',
  'users monolith follows': 'M298 44H134',
  'shop-db users-db follows': 'M126 172H290',
  'shop-db replica follows': 'M126 172H150',
  'replica users reads': 'M236 146L322 66',
  'replica users-db follows': 'M270 172H294',
};

export function wayOf({ from, to, kind }: Arrow): string {
  const way = ways[`${from} ${to} ${kind}`];
  if (way === undefined) throw new Error(`No way is drawn from ${from} to ${to} (${kind}).`);
  return way;
}

/** The inside of the svg, for the server and the browser alike. Nothing in it comes from outside. */
export function picture(model: Model): string {
  const { arrows, failure } = phaseOf(model);
  const touched = new Set(arrows.flatMap(({ from, to }) => [from, to]));
  // The keys of an object of this type are its own.
  const boxes = (Object.keys(places) as Place[])
    .filter((place) => place !== 'replica' || touched.has(place))
    .map((place) => box(place, touched.has(place)));
  const drawn = arrows.map((arrow, at) => {
    const failing = model.failing && at === failure.on;
    return `<path class="arrow ${arrow.kind}${failing ? ' failing' : ''}" d="${wayOf(arrow)}"/>`;
  });
  return [...boxes, ...drawn].join('');
}

function box(place: Place, used: boolean): string {
  const { x, y } = places[place];
  const owner = place === 'monolith' || place === 'shop-db' || place === 'replica' ? 'monolith' : 'users';
  const isService = place === 'monolith' || place === 'users';
  const shape = isService
    ? `<rect x="${x - 56}" y="${y - 20}" width="112" height="40" rx="2"/>`
    : `<path d="M${x - 54} ${y - 20}a54 7 0 0 1 108 0v40a54 7 0 0 1 -108 0zm0 0a54 7 0 0 0 108 0"/>`;
  return (
    `<g class="place ${owner}${used ? '' : ' idle'}">${shape}` +
    `<text x="${x}" y="${isService ? y + 5 : y + 12}">${place}</text></g>`
  );
}
