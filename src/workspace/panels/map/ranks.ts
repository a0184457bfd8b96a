/**
 * The places of the map's items across its columns: who stands above whom, so that few links cross, and where exactly,
 * so that links run straight. An item is a node, the label of a link, or a bend of a link that passes a column.
 */

export interface Item {
  readonly id: string;
  readonly column: number;
  /** Room that it needs before and after its line, across the columns. */
  readonly before: number;
  readonly after: number;
}

/** Two items of neighbouring columns, joined by a piece of a link. */
export type Joint = readonly [left: string, right: string];

const rounds = 8;

/**
 * The items of each column in their order.
 * @param items in the order in which they stand where nothing says otherwise.
 */
export function inOrder(items: readonly Item[], joints: readonly Joint[]): Item[][] {
  const columns: Item[][] = [];
  for (const item of items) (columns[item.column] ??= []).push(item);
  const all = Array.from(columns, (column) => column ?? []);

  let best = all;
  let fewest = Infinity;
  let current = all;
  for (let round = 0; round <= rounds && fewest > 0; round++) {
    const count = crossings(current, joints);
    if (count < fewest) [best, fewest] = [current, count];
    current = sweep(current, joints, round % 2 === 0);
  }
  return best;
}

/** Pairs of joints that cross. */
export function crossings(columns: readonly (readonly Item[])[], joints: readonly Joint[]): number {
  const rank = ranks(columns);
  const column = new Map(columns.flatMap((each, index) => each.map(({ id }) => [id, index] as const)));
  let count = 0;
  joints.forEach(([left, right], index) => {
    for (const [otherLeft, otherRight] of joints.slice(index + 1)) {
      if (column.get(left) !== column.get(otherLeft)) continue;
      const before = (rank.get(left) ?? 0) - (rank.get(otherLeft) ?? 0);
      const after = (rank.get(right) ?? 0) - (rank.get(otherRight) ?? 0);
      if (before * after < 0) count++;
    }
  });
  return count;
}

/** Sorts each column by the middle of what its items are joined to in the column before, or after. */
function sweep(columns: readonly Item[][], joints: readonly Joint[], forward: boolean): Item[][] {
  const sorted = columns.map((column) => [...column]);
  const indices = sorted.map((_, index) => index);
  for (const index of forward ? indices : indices.toReversed()) {
    const rank = ranks(sorted);
    const middle = (item: Item): number => {
      const joined = joints
        .filter((joint) => joint[forward ? 1 : 0] === item.id)
        .map((joint) => rank.get(joint[forward ? 0 : 1]) ?? 0);
      return joined.length === 0 ? (rank.get(item.id) ?? 0) : mean(joined);
    };
    const middles = new Map(sorted[index]?.map((item) => [item.id, middle(item)]));
    sorted[index]?.sort((a, b) => (middles.get(a.id) ?? 0) - (middles.get(b.id) ?? 0));
  }
  return sorted;
}

/** Where in its column an item stands, from 0 to 1, so that columns of different lengths can be compared. */
function ranks(columns: readonly (readonly Item[])[]): Map<string, number> {
  return new Map(
    columns.flatMap((column) => column.map(({ id }, index) => [id, (index + 0.5) / column.length] as const)),
  );
}

/**
 * The place of each item across the columns, in the units of its room, the first one's room beginning at 0.
 * @param gap between the rooms of two items.
 */
export function placed(
  columns: readonly (readonly Item[])[],
  joints: readonly Joint[],
  gap: number,
): Map<string, number> {
  const at = new Map<string, number>();
  for (const column of columns) {
    let edge = 0;
    for (const { id, before, after } of column) {
      at.set(id, edge + before);
      edge += before + after + gap;
    }
    for (const { id } of column) at.set(id, (at.get(id) ?? 0) - edge / 2);
  }
  const joined = new Map<string, string[]>();
  for (const [left, right] of joints) {
    joined.set(left, [...(joined.get(left) ?? []), right]);
    joined.set(right, [...(joined.get(right) ?? []), left]);
  }
  for (let round = 0; round < rounds * 2; round++) {
    for (const column of round % 2 === 0 ? columns : columns.toReversed()) {
      const wanted = column.map(({ id }) => {
        const others = joined.get(id);
        return others ? mean(others.map((other) => at.get(other) ?? 0)) : (at.get(id) ?? 0);
      });
      apart(column, wanted, gap).forEach((place, index) => {
        const item = column[index];
        if (item) at.set(item.id, place);
      });
    }
  }
  const edges = columns.flat().map(({ id, before }) => (at.get(id) ?? 0) - before);
  const first = edges.length === 0 ? 0 : Math.min(...edges);
  return new Map([...at].map(([id, place]) => [id, place - first]));
}

/**
 * The places nearest to those wanted, in the least-squares sense, at which the items keep their order and their room
 * (isotonic regression, by pooling neighbours that would overlap).
 */
export function apart(column: readonly Item[], wanted: readonly number[], gap: number): number[] {
  const offsets: number[] = [];
  column.forEach(({ before }, index) => {
    const above = column[index - 1];
    offsets.push(above ? (offsets[index - 1] ?? 0) + above.after + gap + before : 0);
  });
  const pools: { sum: number; count: number }[] = [];
  wanted.forEach((place, index) => {
    let pool = { sum: place - (offsets[index] ?? 0), count: 1 };
    for (
      let last = pools.at(-1);
      last && last.sum / last.count > pool.sum / pool.count;
      last = pools.at(-1)
    ) {
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
      pools.pop();
    }
    pools.push(pool);
  });
  const shifts = pools.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
  return shifts.map((shift, index) => shift + (offsets[index] ?? 0));
}

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
