/** What an attempt to cheat is made of. */

export interface HostileCase {
  readonly name: string;
  /** What it tries, in a sentence. */
  readonly tries: string;
  readonly code: string;
  /** What the results say of it, at least one of them. */
  readonly says?: RegExp;
  /** The verdict that it gets; left out where it depends on who is first. */
  readonly verdict?: 'failed' | 'unknown';
  /** Where it makes sense; everywhere when left out. */
  readonly only?: 'node' | 'offline';
}

/** Fails every check of the fake lab. */
export const wrongCounter = `
export class Counter {
  get value() { return 'wrong'; }
  add() { return 42; }
  state() { return {}; }
  async settled() { return 0; }
}
`;

/** The same, with something done before a module of it is used. */
export const atLoad = (attack: string): string => `${attack}\n${wrongCounter}`;

/** A counter of which every member runs the attack first. */
export const inUse = (attack: string, head = ''): string => `${head}
const attack = (): void => { ${attack} };
export class Counter {
  get value() { attack(); return 'wrong'; }
  add() { attack(); return 42; }
  state() { attack(); return {}; }
  async settled() { attack(); return 0; }
}
`;

/** Says that a built-in is not what it was. */
export const replaced = (name: RegExp): RegExp =>
  new RegExp(`${name.source} was (?:replaced|added|changed|removed)`);
