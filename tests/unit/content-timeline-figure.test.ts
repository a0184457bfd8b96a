import { describe, expect, it } from 'vitest';
import {
  choose,
  initial,
  move,
  phaseOf,
  strategies,
  toggleFailure,
  type Model,
  type Phase,
  type Strategy,
} from '../../src/components/migrations/model.ts';
import { picture, wayOf } from '../../src/components/migrations/picture.ts';
import { announce, readings } from '../../src/components/migrations/words.ts';

// The keys of an object of this type are its own.
const names = Object.keys(strategies) as Strategy[];
const all: readonly [what: string, model: Model, phase: Phase][] = names.flatMap((strategy) =>
  strategies[strategy].phases.map((phase, at): [string, Model, Phase] => [
    `${strategy}, ${phase.title}`,
    { strategy, at, failing: false },
    phase,
  ]),
);

/** The sides whose writes count in a phase. */
const deciding = (phase: Phase): string[] =>
  phase.arrows.filter(({ kind }) => kind === 'decides').map(({ from }) => from);

describe('the three ways', () => {
  it('have five phases each, and end alike', () => {
    expect(names).toEqual(['events', 'replica', 'dual-write']);
    for (const name of names) {
      expect(strategies[name].phases).toHaveLength(5);
      expect(strategies[name].phases[4]?.arrows).toEqual(strategies.events.phases[4]?.arrows);
      expect(strategies[name].phases[4]?.back).toBe(strategies.events.phases[4]?.back);
    }
  });

  it('have one side that decides, but for the replica while the monolith takes changes too', () => {
    const two = all.filter(([, , phase]) => deciding(phase).length !== 1);
    expect(two.map(([what]) => what)).toEqual(['replica, Write one’s own']);
    for (const [what, , phase] of all) expect(deciding(phase).length, what).toBeGreaterThan(0);
  });

  it('begin with the monolith and end with users', () => {
    for (const name of names) {
      const { phases } = strategies[name];
      expect(phases[0] && deciding(phases[0])).toEqual(['monolith']);
      expect(phases[4] && deciding(phases[4])).toEqual(['users']);
    }
  });

  it.each(all)('draw each arrow, and the failure on one of them: %s', (_, model, phase) => {
    for (const arrow of phase.arrows) expect(wayOf(arrow)).toMatch(/^M/);
    expect(phase.arrows[phase.failure.on]).toBeDefined();
    expect(picture(model)).not.toContain('failing');
    expect(picture(toggleFailure(model)).split(' failing').length - 1).toBe(1);
    const drawn = phase.arrows.map(wayOf);
    expect(new Set(drawn).size).toBe(drawn.length);
  });
});

describe('walking through them', () => {
  it('stays within the phases, and mends what failed', () => {
    expect(move(initial, -1).at).toBe(0);
    expect(move(initial, 9).at).toBe(4);
    expect(move(toggleFailure(initial), 1)).toEqual({ strategy: 'events', at: 1, failing: false });
    expect(choose('replica')).toEqual({ strategy: 'replica', at: 0, failing: false });
    expect(phaseOf(move(choose('dual-write'), 3)).title).toBe('Swap');
    expect(() => phaseOf({ ...initial, at: 5 })).toThrow('events has no phase 5');
  });

  it('is told in words', () => {
    expect(readings(initial)['failure']).toBe('nothing yet');
    expect(announce(initial)).toContain('1 of 5: Publish. Each change');
    expect(announce(initial)).toContain('The way back: switch the listener off.');
    const failing = toggleFailure(initial);
    expect(announce(failing)).toContain('It fails: The event is published after the commit');
    expect(readings(failing)['guard']).toContain('An outbox');
  });
});
