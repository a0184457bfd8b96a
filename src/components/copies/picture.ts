/** The picture of the copies figure: a lane for each copy, a mark for each thing that happened, in order. */
import { outcome, row, type Entry, type Model, type Side } from './model.ts';

export const view = { width: 424, height: 172 };

const lanes: Record<Side, number> = { monolith: 44, users: 116 };
const first = 92;
const step = 47;
/** So many marks fit; of more, the latest are shown. */
const room = 6;

/** The inside of the svg, for the server and the browser alike. Nothing in it comes from outside. */
export function picture(model: Model): string {
  const shown = model.entries.slice(-room);
  const x = (entry: Entry): number => first + shown.indexOf(entry) * step;
  const marks = shown.map((entry) => mark(entry, x(entry), lanes[entry.side]));
  const ways = (['A', 'B'] as const).flatMap((writer) => {
    const [from, to] = [outcome(model, writer, 'monolith'), outcome(model, writer, 'users')];
    if (!from || !to || !shown.includes(from) || !shown.includes(to)) return [];
    return [`<path class="way ${to.kind}" d="M${x(from)} ${lanes.monolith}L${x(to)} ${lanes.users}"/>`];
  });
  return [...(['monolith', 'users'] as const).map((side) => lane(model, side)), ...ways, ...marks].join('');
}

function lane(model: Model, side: Side): string {
  const y = lanes[side];
  const { by, version } = row(model, side);
  return (
    `<g class="lane ${side}"><path d="M76 ${y}H${view.width - 56}"/>` +
    `<text class="side" x="0" y="${y + 4}">${side}</text>` +
    `<text class="row" x="${view.width}" y="${y - 4}">${by === null ? 'old' : `${by}’s`}</text>` +
    `<text class="row" x="${view.width}" y="${y + 14}">v${version}</text></g>`
  );
}

function mark(entry: Entry, x: number, y: number): string {
  const letter = 'writer' in entry ? entry.writer : '=';
  // Writers are told apart by shape as well as by letter.
  const shape =
    letter === 'A'
      ? `<circle cx="${x}" cy="${y}" r="13"/>`
      : letter === 'B'
        ? `<rect x="${x - 12}" y="${y - 12}" width="24" height="24" rx="2"/>`
        : `<path d="M${x} ${y - 15}L${x + 15} ${y}L${x} ${y + 15}L${x - 15} ${y}Z"/>`;
  const under = { stored: `v${entry.row.version}`, repaired: `v${entry.row.version}`, agreed: 'same' };
  const words = { ...under, ignored: 'old', lost: 'lost', left: 'waits' }[entry.kind];
  return (
    `<g class="mark ${entry.kind}">${shape}<text x="${x}" y="${y + 4.5}">${letter}</text>` +
    `<text class="under" x="${x}" y="${entry.side === 'monolith' ? y - 20 : y + 30}">${words}</text></g>`
  );
}
