/**
 * The map as a drawing: a box for each node, a path and a label's place for each link. Columns follow who calls whom;
 * they run across a wide pane and down a narrow one. The same manifest gives the same drawing.
 */
import { columnsOf, type GraphLink, type GraphNode } from './layers.ts';
import { inOrder, placed, type Item, type Joint } from './ranks.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

export interface DrawnLink {
  /** From the caller to the callee. */
  readonly path: string;
  /** Where it ends: the tip of its arrow. */
  readonly tip: Point;
  /** The way the arrow points, in degrees clockwise from the right. */
  readonly angle: number;
  /** The point of the line at which its label stands. */
  readonly label: Point;
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly direction: Direction;
  /** x and y are the upper left corner. */
  readonly nodes: ReadonlyMap<string, Box>;
  /** What belongs to a node, by its own id: below its owner's box, or to the right of it where columns run down. */
  readonly attached: ReadonlyMap<string, Box>;
  readonly links: ReadonlyMap<string, DrawnLink>;
}

export type Direction = 'across' | 'down';

export interface Room {
  readonly width: number;
  readonly height: number;
}

interface Measures {
  /** Of a node along the columns' axis, and across it; and what it keeps from the next one beside the gap. */
  readonly node: { readonly along: number; readonly across: number; readonly apart: number };
  /** Of a link's label: along, and before and after its line. */
  readonly label: { readonly along: number; readonly before: number; readonly after: number };
  /** Along, between a node and a label: here links bend. */
  readonly bend: number;
  /** The same where there is room to spare. */
  readonly widestBend: number;
  readonly gap: number;
  /** Between two links at one side of a node. */
  readonly port: number;
}

const measures: Readonly<Record<Direction, Measures>> = {
  across: {
    node: { along: 150, across: 56, apart: 10 },
    label: { along: 140, before: 38, after: 28 },
    bend: 20,
    widestBend: 60,
    gap: 6,
    port: 16,
  },
  down: {
    node: { along: 56, across: 124, apart: 0 },
    label: { along: 84, before: 12, after: 104 },
    bend: 18,
    widestBend: 44,
    gap: 6,
    port: 30,
  },
};

/** Of what belongs to a node: its size, and what it keeps from its owner and from the next one. */
const attachment = { width: 110, height: 26, apart: 10 };

const margin = 14;
/** Length of an arrow's head. */
const arrow = 8;
/** Text below this part of its size is hard to read. */
const smallest = 0.8;

/** How large it is drawn where there is room to spare, the largest first. */
const sizes = [1.2, 1.1, 1];

/**
 * The drawing for a pane, and how large it is drawn: as large as fits, across while the width is enough, else down.
 * What does not fit at the smallest size is to be scrolled.
 */
export function pictureFor(
  nodes: readonly GraphNode[],
  links: readonly GraphLink[],
  room: Room,
): { picture: Picture; scale: number } {
  const at = (direction: Direction, scale: number): Picture =>
    drawn(nodes, links, direction, { width: room.width / scale, height: room.height / scale });
  const fits = ({ width, height }: Picture, scale: number): boolean =>
    width * scale <= room.width + 1 && height * scale <= room.height + 1;
  for (const scale of sizes) {
    const picture = at('across', scale);
    if (fits(picture, scale)) return { picture, scale };
  }
  const needed = at('across', 1);
  const direction = needed.width * smallest <= room.width ? 'across' : 'down';
  const { width, height } = direction === 'across' ? needed : at('down', 1);
  const scale = Math.max(smallest, Math.min(1, room.width / width, room.height / height));
  return { picture: at(direction, scale), scale };
}

/** @param room the drawing spreads over it, and is larger than it where it has to be. */
export function drawn(
  nodes: readonly GraphNode[],
  links: readonly GraphLink[],
  direction: Direction,
  room: Room,
): Picture {
  const { node, label, gap, port, ...bends } = measures[direction];
  const columns = columnsOf(nodes, links);
  const columnOf = (id: string): number => (columns.get(id) ?? 0) * 2;
  const ways = links
    .filter(({ from, to }) => columns.has(from) && columns.has(to) && columnOf(from) !== columnOf(to))
    .map((link) => wayOf(link, columnOf(link.from), columnOf(link.to)));

  const items: Item[] = [
    ...nodes.map(({ id, below = 0, attached = [] }) => ({
      id,
      column: columnOf(id),
      before: (node.across + node.apart) / 2,
      after:
        (node.across + node.apart) / 2 +
        (direction === 'across' ? below + attached.length * (attachment.height + attachment.apart) : 0) +
        (direction === 'down' && attached.length > 0 ? attachment.width + attachment.apart : 0),
    })),
    ...ways.flatMap(({ link, stops }) =>
      stops.map(({ id, column, labelled }) => ({
        id,
        column,
        before: labelled ? label.before : port / 2,
        after: labelled ? label.after + (direction === 'across' ? (link.below ?? 0) : 0) : port / 2,
      })),
    ),
  ];
  const joints = ways.flatMap(({ chain }) =>
    chain.slice(1).map((id, index): Joint => [chain[index] ?? id, id]),
  );
  const rows = inOrder(items, joints);
  const across = placed(rows, joints, gap);

  // Along: columns of nodes and columns of labels take turns.
  const columnCount = Math.max(1, ...[...columns.values()].map((column) => column + 1));
  const spaces = Math.max(0, columnCount - 1);
  const [length, breadth] = direction === 'across' ? [room.width, room.height] : [room.height, room.width];
  const fixed = columnCount * node.along + spaces * label.along + margin * 2;
  const bend =
    spaces === 0 ? 0 : Math.max(bends.bend, Math.min(bends.widestBend, (length - fixed) / spaces / 2));
  const taken = fixed + spaces * bend * 2;
  const alongStart = margin + Math.max(0, (length - taken) / 2);
  const step = node.along + label.along + bend * 2;
  const startOf = (column: number): number =>
    alongStart + (column >> 1) * step + (column % 2 === 0 ? 0 : node.along + bend);
  const endOf = (column: number): number => startOf(column) + (column % 2 === 0 ? node.along : label.along);

  const ends = items.map(({ id, after }) => (across.get(id) ?? 0) + after);
  const broad = Math.max(0, ...ends) + margin * 2;
  const shift = margin + Math.max(0, (breadth - broad) / 2);
  const acrossOf = (id: string): number => (across.get(id) ?? 0) + shift;

  const point = (along: number, over: number): Point =>
    direction === 'across' ? { x: round(along), y: round(over) } : { x: round(over), y: round(along) };

  const boxes = new Map(
    nodes.map(({ id }): [string, Box] => {
      const corner = point(startOf(columnOf(id)), acrossOf(id) - node.across / 2);
      const size = point(node.along, node.across);
      return [id, { ...corner, width: size.x, height: size.y }];
    }),
  );

  const attachedBoxes = new Map(
    nodes.flatMap(({ id, below = 0, attached = [] }) => {
      const owner = boxes.get(id);
      if (!owner) return [];
      const { width, height, apart } = attachment;
      return attached.map((each, index): [string, Box] => [
        each,
        direction === 'across'
          ? {
              x: owner.x + (owner.width - width) / 2,
              y: owner.y + owner.height + below + apart + index * (height + apart),
              width,
              height,
            }
          : {
              x: owner.x + owner.width + apart,
              y: owner.y + (owner.height + 4 - attached.length * (height + 4)) / 2 + index * (height + 4),
              width,
              height,
            },
      ]);
    }),
  );

  /** How far from the middle of a node's side each of the links there has its end. */
  const portsAt = (id: string, side: 'first' | 'last'): Map<string, number> => {
    const here = ways
      .filter(({ chain }) => chain.at(side === 'first' ? 0 : -1) === id)
      .map((way) => ({ way, next: way.chain.at(side === 'first' ? 1 : -2) ?? '' }))
      .toSorted((a, b) => acrossOf(a.next) - acrossOf(b.next));
    const between = Math.min(port, (node.across - 12) / Math.max(1, here.length));
    return new Map(here.map(({ way }, index) => [way.link.id, (index - (here.length - 1) / 2) * between]));
  };

  const drawnLinks = new Map(
    ways.map(({ link, chain, stops, reversed }): [string, DrawnLink] => {
      const first = chain[0] ?? '';
      const last = chain.at(-1) ?? '';
      const begin = acrossOf(first) + (portsAt(first, 'first').get(link.id) ?? 0);
      const end = acrossOf(last) + (portsAt(last, 'last').get(link.id) ?? 0);
      const route: Route = [
        [endOf(columnOf(first)), begin],
        ...stops.flatMap(({ id, column }): Route => [
          [startOf(column), acrossOf(id)],
          [endOf(column), acrossOf(id)],
        ]),
        [startOf(columnOf(last)), end],
      ];
      const labelled = stops.find((stop) => stop.labelled);
      const column = labelled?.column ?? 1;
      const travelled = reversed ? route.toReversed() : [...route];
      const [tipAlong = 0, tipOver = 0] = travelled.at(-1) ?? [];
      const back = reversed ? 180 : 0;
      // The line ends within the arrow, or it would blunt its tip.
      travelled.splice(-1, 1, [tipAlong + (reversed ? arrow : -arrow), tipOver]);
      return [
        link.id,
        {
          path: pathOf(travelled, point),
          tip: point(tipAlong, tipOver),
          angle: direction === 'across' ? back : back + 90,
          label: point((startOf(column) + endOf(column)) / 2, acrossOf(labelled?.id ?? first)),
        },
      ];
    }),
  );
  const size = point(Math.max(length, taken), Math.max(breadth, broad));
  return {
    width: size.x,
    height: size.y,
    direction,
    nodes: boxes,
    attached: attachedBoxes,
    links: drawnLinks,
  };
}

interface Way {
  readonly link: GraphLink;
  /** It leads from a later column to an earlier one. */
  readonly reversed: boolean;
  /** What it passes between its ends, from the earlier column to the later. */
  readonly stops: readonly { readonly id: string; readonly column: number; readonly labelled: boolean }[];
  /** Ids of its ends and stops in the same order. */
  readonly chain: readonly string[];
}

/** A link stops once in each column that it passes; its label is at the stop next to the caller. */
function wayOf(link: GraphLink, from: number, to: number): Way {
  const reversed = from > to;
  const low = Math.min(from, to);
  const high = Math.max(from, to);
  const labelAt = reversed ? high - 1 : low + 1;
  const stops = Array.from({ length: high - low - 1 }, (_, index) => {
    const column = low + 1 + index;
    return { id: `${link.id} ${column}`, column, labelled: column === labelAt };
  });
  const ends = reversed ? [link.to, link.from] : [link.from, link.to];
  return {
    link,
    reversed,
    stops,
    chain: [ends[0] ?? '', ...stops.map(({ id }) => id), ends[1] ?? ''],
  };
}

type Route = (readonly [along: number, over: number])[];

/** Straight where it can be, else bent so that it leaves and arrives along the columns' axis. */
function pathOf(route: Route, point: (along: number, over: number) => Point): string {
  let path = '';
  let before: Route[number] | undefined;
  for (const [along, over] of route) {
    const to = point(along, over);
    if (!before) path = `M${to.x} ${to.y}`;
    else if (Math.abs(before[1] - over) < 0.5) path += `L${to.x} ${to.y}`;
    else {
      const middle = (before[0] + along) / 2;
      const [leave, arrive] = [point(middle, before[1]), point(middle, over)];
      path += `C${leave.x} ${leave.y} ${arrive.x} ${arrive.y} ${to.x} ${to.y}`;
    }
    before = [along, over];
  }
  return path;
}

const round = (number: number): number => Math.round(number * 10) / 10;
