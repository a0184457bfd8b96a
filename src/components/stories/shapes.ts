/** Before and after of the five stories, as boxes to draw. Units are those of a drawing of 272 by 132. */

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
  label?: string;
  /** A process of its own, a part within one, or what merely lies between processes. */
  kind: 'process' | 'part' | 'between';
}

export interface Shape {
  /** What stands above the drawing. */
  heading: string;
  /** The drawing in words. */
  words: string;
  boxes: readonly Box[];
}

export interface Story {
  before: Shape;
  after: Shape;
}

/** Equal boxes in rows, with two units between them. */
function grid(kind: Box['kind'], columns: number, rows: number, frame: Omit<Box, 'kind' | 'label'>): Box[] {
  const width = (frame.width + 2) / columns - 2;
  const height = (frame.height + 2) / rows - 2;
  return Array.from({ length: columns * rows }, (_, at) => ({
    kind,
    width,
    height,
    x: frame.x + (at % columns) * (width + 2),
    y: frame.y + Math.floor(at / columns) * (height + 2),
  }));
}

/** Boxes below each other, with their names. */
function named(kind: Box['kind'], names: readonly string[], frame: Omit<Box, 'kind' | 'label'>): Box[] {
  return grid(kind, 1, names.length, frame).map((box, at) => ({ ...box, label: names[at] ?? '' }));
}

const whole = { x: 2, y: 26, width: 268, height: 104 };
const inner = { x: 12, y: 36, width: 248, height: 84 };
const process = (frame: Omit<Box, 'kind'>): Box => ({ ...frame, kind: 'process' });

export const stories = {
  segment: {
    before: {
      heading: 'more than 140 services',
      words: '140 small processes, one for each destination of events.',
      boxes: grid('process', 20, 7, whole),
    },
    after: {
      heading: '1 service',
      words: 'One process with a part for each of 140 destinations.',
      boxes: [process(whole), ...grid('part', 20, 7, inner)],
    },
  },
  'prime-video': {
    before: {
      heading: 'one tool as many functions',
      words:
        'A converter writes frames to S3, detectors read them there, and Step Functions calls each of them.',
      boxes: [
        process({ x: 2, y: 60, width: 84, height: 40, label: 'converter' }),
        { kind: 'between', x: 108, y: 26, width: 62, height: 104, label: 'S3' },
        ...named('process', ['detector', 'detector', 'detector'], { x: 192, y: 26, width: 78, height: 104 }),
      ],
    },
    after: {
      heading: 'one process, in several copies',
      words: 'Three copies of one process, each with a converter and some of the detectors.',
      boxes: [0, 92, 184].flatMap((x) => [
        process({ x: x + 2, y: 26, width: 84, height: 104 }),
        ...named('part', ['converter', 'detector'], { x: x + 7, y: 38, width: 74, height: 80 }),
      ]),
    },
  },
  istio: {
    before: {
      heading: 'four processes',
      words: 'Pilot, Citadel, Galley and the sidecar injector as four processes.',
      boxes: named('process', ['pilot', 'citadel', 'galley', 'sidecar injector'], whole),
    },
    after: {
      heading: 'one process, istiod',
      words: 'One process, istiod, with the same four as its parts.',
      boxes: [process(whole), ...named('part', ['pilot', 'citadel', 'galley', 'sidecar injector'], inner)],
    },
  },
  uber: {
    before: {
      heading: '2 200 services',
      words:
        'A field of 2 200 services, each of which may call any other. A box in the drawing stands for ten.',
      boxes: grid('process', 22, 10, whole),
    },
    after: {
      heading: 'the same, in 70 domains',
      words: 'The same services in 70 domains, each with one gateway.',
      boxes: grid('process', 14, 5, whole).flatMap((box) => [
        box,
        ...grid('part', 3, 1, { x: box.x + 3, y: box.y + 6, width: box.width - 6, height: box.height - 12 }),
      ]),
    },
  },
  shopify: {
    before: {
      heading: 'one deployable',
      words: 'One process without walls inside.',
      boxes: [process(whole)],
    },
    after: {
      heading: 'one deployable with walls',
      words: 'One process, divided into components, and beside it the storefront, which was taken out.',
      boxes: [
        process({ x: 2, y: 26, width: 166, height: 104 }),
        ...grid('part', 4, 3, { x: 10, y: 34, width: 150, height: 88 }),
        process({ x: 184, y: 52, width: 86, height: 52, label: 'storefront' }),
      ],
    },
  },
} as const satisfies Record<string, Story>;
