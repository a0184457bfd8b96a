import { describe, expect, it } from 'vitest';
import { columnsOf, type GraphLink, type GraphNode } from '../../src/workspace/panels/map/layers.ts';
import { drawn, pictureFor, type Box, type Picture } from '../../src/workspace/panels/map/layout.ts';
import { apart, crossings, inOrder, type Item } from '../../src/workspace/panels/map/ranks.ts';
import { stopsOf, walk } from '../../src/workspace/panels/map/walk.ts';

const pane = { width: 916, height: 420 };
const phone = { width: 390, height: 600 };

const inside = (...ids: string[]): GraphNode[] => ids.map((id) => ({ id, place: 'inside' }));
const links = (...pairs: string[]): GraphLink[] =>
  pairs.map((id) => {
    const [from = '', to = ''] = id.split('->');
    return { id, from, to };
  });

const breaker = {
  nodes: [...inside('orders', 'payments'), { id: 'shopper', place: 'outside' } as const],
  links: links('orders->payments', 'shopper->orders'),
};
const shop = {
  nodes: [
    { id: 'gateway', place: 'entry' } as const,
    ...inside('users', 'products', 'orders', 'payments', 'notifications', 'images', 'analytics', 'log'),
    { id: 'load', place: 'outside' } as const,
  ],
  links: links(
    'load->gateway',
    'gateway->users',
    'gateway->products',
    'gateway->orders',
    'orders->payments',
    'orders->log',
    'products->images',
    'notifications->log',
    'analytics->log',
    'gateway->analytics',
  ),
};
const data = {
  nodes: [
    { id: 'gateway', place: 'entry' } as const,
    { id: 'monolith', place: 'inside', attached: ['shop-db'] } as const,
    { id: 'users', place: 'inside', below: 20, attached: ['users-db', 'users-replica'] } as const,
  ],
  links: links('gateway->monolith', 'gateway->users', 'monolith->users'),
};
const learner: GraphNode = { id: 'learner', place: 'outside' };

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function overlaps(picture: Picture): string[] {
  const [before, after] = picture.direction === 'across' ? [38, 28] : [12, 104];
  const boxes = [
    ...picture.nodes,
    ...picture.attached,
    ...[...picture.links].map(([id, { label }]): [string, Box] => [
      id,
      picture.direction === 'across'
        ? { x: label.x - 70, y: label.y - before, width: 140, height: before + after }
        : { x: label.x - before, y: label.y - 42, width: before + after, height: 84 },
    ]),
  ];
  return boxes.flatMap(([id, box], index) =>
    boxes.slice(index + 1).flatMap(([other, its]) => (overlap(box, its) ? [`${id} and ${other}`] : [])),
  );
}

describe('columns', () => {
  it('has callers before callees, and whoever comes from outside first', () => {
    expect(Object.fromEntries(columnsOf(breaker.nodes, breaker.links))).toEqual({
      shopper: 0,
      orders: 1,
      payments: 2,
    });
  });

  it('puts whoever nobody calls right before the first one it calls, and an entry first', () => {
    const columns = columnsOf(shop.nodes, shop.links);
    expect(columns.get('gateway')).toBe(1);
    expect(columns.get('log')).toBe(3);
    expect(columns.get('notifications')).toBe(2);
  });

  it('copes with a circle, with a service that calls itself, and with no links at all', () => {
    const circle = columnsOf(inside('a', 'b', 'c'), links('a->b', 'b->c', 'c->a', 'b->b'));
    expect([...circle.values()]).toEqual([0, 1, 2]);
    const loose = columnsOf(inside('a', 'b', 'c', 'd', 'e', 'f'), []);
    expect([...loose.values()]).toEqual([0, 0, 0, 0, 1, 1]);
    expect([...columnsOf(inside('a'), []).values()]).toEqual([0]);
  });

  it('moves no service when the learner begins to call one', () => {
    const before = columnsOf(shop.nodes, shop.links);
    const after = columnsOf([...shop.nodes, learner], [...shop.links, ...links('learner->log')]);
    for (const [id, column] of before) expect(after.get(id)).toBe(column);
    expect(after.get('learner')).toBe(0);
  });
});

describe('order and place', () => {
  const item = (id: string, column: number): Item => ({ id, column, before: 10, after: 10 });

  it('uncrosses what can be uncrossed', () => {
    const items = [item('a', 0), item('b', 0), item('x', 1), item('y', 1)];
    const joints = [
      ['a', 'y'],
      ['b', 'x'],
    ] as const;
    expect(crossings([items.slice(0, 2), items.slice(2)], joints)).toBe(1);
    expect(crossings(inOrder(items, joints), joints)).toBe(0);
  });

  it('gives items the place they want, and shares the way where they want the same', () => {
    const column = [item('a', 0), item('b', 0)];
    expect(apart(column, [0, 100], 5)).toEqual([0, 100]);
    expect(apart(column, [50, 50], 5)).toEqual([37.5, 62.5]);
  });
});

describe('the drawing', () => {
  it.each([
    ['three services', breaker],
    ['ten nodes', shop],
    ['databases beside their services', data],
    ['a circle', { nodes: inside('a', 'b', 'c'), links: links('a->b', 'b->c', 'c->a') }],
    ['two that call each other', { nodes: inside('a', 'b'), links: links('a->b', 'b->a') }],
    ['no links', { nodes: inside('a', 'b', 'c', 'd', 'e'), links: [] }],
    ['one service', { nodes: inside('a'), links: [] }],
  ])('has nothing upon anything else, in its bounds, across and down: %s', (_, graph) => {
    for (const direction of ['across', 'down'] as const) {
      const picture = drawn(graph.nodes, graph.links, direction, pane);
      expect(overlaps(picture)).toEqual([]);
      for (const { x, y, width, height } of [...picture.nodes.values(), ...picture.attached.values()]) {
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect(x + width).toBeLessThanOrEqual(picture.width);
        expect(y + height).toBeLessThanOrEqual(picture.height);
      }
      expect([...picture.links.keys()].sort()).toEqual(graph.links.map(({ id }) => id).sort());
    }
  });

  it('is the same for the same graph', () => {
    expect(pictureFor(shop.nodes, shop.links, pane)).toEqual(pictureFor(shop.nodes, shop.links, pane));
  });

  it('runs across a wide pane and down a narrow one, and never so small that it cannot be read', () => {
    expect(pictureFor(breaker.nodes, breaker.links, pane).picture.direction).toBe('across');
    const { picture, scale } = pictureFor(breaker.nodes, breaker.links, phone);
    expect(picture.direction).toBe('down');
    expect(picture.width * scale).toBeLessThanOrEqual(phone.width + 1);
    expect(pictureFor(shop.nodes, shop.links, phone).scale).toBeGreaterThanOrEqual(0.8);
    expect(pictureFor(inside('a'), [], { width: 0, height: 0 }).scale).toBe(0.8);
  });

  it('points an arrow that leads back the other way', () => {
    const picture = drawn(inside('a', 'b'), links('a->b', 'b->a'), 'across', pane);
    expect(picture.links.get('a->b')?.angle).toBe(0);
    expect(picture.links.get('b->a')?.angle).toBe(180);
    const a = picture.nodes.get('a');
    expect(picture.links.get('b->a')?.tip.x).toBe((a?.x ?? 0) + (a?.width ?? 0));
  });
});

describe('the keyboard', () => {
  it('goes from a service over its link to the next one, and back', () => {
    const picture = drawn(breaker.nodes, breaker.links, 'across', pane);
    expect(walk(picture, 'orders', 'ArrowRight')).toBe('orders->payments');
    expect(walk(picture, 'orders->payments', 'ArrowRight')).toBe('payments');
    expect(walk(picture, 'payments', 'ArrowRight')).toBeNull();
    expect(walk(picture, 'payments', 'Home')).toBe('shopper');
    expect(walk(picture, 'payments', 'a')).toBeNull();
  });

  it.each([pane, phone])('reaches everything with the arrows, in %o', (room) => {
    const { picture } = pictureFor(shop.nodes, shop.links, room);
    const stops = stopsOf(picture).map(({ id }) => id);
    const reached = new Set(stops.slice(0, 1));
    for (const id of reached) {
      for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown']) {
        const next = walk(picture, id, key);
        if (next !== null) reached.add(next);
      }
    }
    expect(stops.filter((id) => !reached.has(id))).toEqual([]);
  });
});
