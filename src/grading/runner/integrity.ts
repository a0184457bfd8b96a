/**
 * Notices when code under check replaces what the verdict rests on: the language's built-ins, some globals, and
 * Vitest's own state.
 *
 * A snapshot is the list of all own properties of an object with their values, getters and setters. Comparing one reads
 * descriptors, so that a getter cannot show its old value to us only, and walks by index, so that nothing of it runs
 * through code that may have been replaced.
 *
 * What it does not notice: a value whose first getter replaces a built-in and whose second one puts it back, both called
 * within one comparison. Whoever goes to such lengths has learned more than the check wanted to teach.
 */
import { apply, getOwnPropertyDescriptor, getPrototypeOf, ownKeys, slice, text } from './originals.ts';

interface Property {
  readonly key: PropertyKey;
  readonly value: unknown;
  readonly get: unknown;
  readonly set: unknown;
  /** Number of own properties of a value that is a function: `f.call = …` is a way to replace it too. */
  readonly extras: number | null;
}

/** What programs change without meaning harm: Vitest itself sets the length of stack traces. */
const harmless = 'stackTraceLimit';

/** One watched object. */
export interface Snapshot {
  readonly name: string;
  readonly object: object;
  readonly prototype: object | null;
  readonly properties: readonly Property[];
  /** Only some properties are watched, so that a new one is no change. */
  readonly partial: boolean;
}

function read(object: object, key: PropertyKey): Property | null {
  const found = getOwnPropertyDescriptor(object, key);
  if (!found) return null;
  const { value } = found;
  // A constructor is watched in its own right, where a change has a better name.
  const extras = typeof value === 'function' && key !== 'constructor' ? ownKeys(value).length : null;
  return { key, value, get: found.get, set: found.set, extras };
}

/**
 * Takes a snapshot of an object.
 * @param name as it is called in messages: `Array.prototype`.
 * @param keys the properties to watch; all of them when left out.
 */
export function snapshot(object: object, name: string, keys?: readonly PropertyKey[]): Snapshot {
  const properties = (keys ?? ownKeys(object))
    .map((key) => read(object, key))
    .filter((property) => property !== null)
    .filter(({ key }) => key !== harmless);
  return { name, object, prototype: getPrototypeOf(object), properties, partial: keys !== undefined };
}

function nameOf(holder: string, key: PropertyKey): string {
  // `Symbol(Symbol.iterator)` -> `[Symbol.iterator]`
  if (typeof key === 'symbol') return `${holder}[${apply(slice, text(key), [7, -1])}]`;
  return `${holder}.${text(key)}`;
}

function hasKey(snap: Snapshot, key: PropertyKey): boolean {
  for (let index = 0; index < snap.properties.length; index += 1) {
    if (snap.properties[index]?.key === key) return true;
  }
  return false;
}

function firstAdded(snap: Snapshot, keys: readonly PropertyKey[]): string | null {
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index];
    if (key === undefined || key === harmless || hasKey(snap, key)) continue;
    return `${nameOf(snap.name, key)} was added`;
  }
  return null;
}

function compare(snap: Snapshot, closely: boolean): string | null {
  const { object, properties } = snap;
  for (let index = 0; index < properties.length; index += 1) {
    const then = properties[index];
    if (then === undefined) continue;
    const found = getOwnPropertyDescriptor(object, then.key);
    if (!found) return `${nameOf(snap.name, then.key)} was removed`;
    const { value } = found;
    // NaN is among the watched values.
    const same = value === then.value || (value !== value && then.value !== then.value);
    if (!same || found.get !== then.get || found.set !== then.set) {
      return `${nameOf(snap.name, then.key)} was replaced`;
    }
    if (closely && then.extras !== null && ownKeys(value).length !== then.extras) {
      return `${nameOf(snap.name, then.key)} was changed`;
    }
  }
  if (getPrototypeOf(object) !== snap.prototype) return `the prototype of ${snap.name} was replaced`;
  if (snap.partial) return null;
  const keys = ownKeys(object);
  return keys.length === properties.length ? null : firstAdded(snap, keys);
}

/**
 * @param closely whether to look at the functions' own properties too, which takes several times as long
 * @returns the first difference in words, "Array.prototype.map was replaced", or null
 */
export function firstChange(snapshots: readonly Snapshot[], closely: boolean): string | null {
  for (let index = 0; index < snapshots.length; index += 1) {
    const snap = snapshots[index];
    const change = snap ? compare(snap, closely) : null;
    if (change !== null) return change;
  }
  return null;
}
