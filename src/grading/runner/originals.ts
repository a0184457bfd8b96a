/**
 * Copies of the built-ins that the runner uses once code of the learner's is loaded. That code shares the realm and may
 * replace any of them; these bindings stay what they were.
 */
import fs from 'node:fs';

export const { apply, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;
export const { parse, stringify: toJson } = JSON;
export const text = String;
export const { slice } = String.prototype;
export const promiseThen = Promise.prototype.then;
export const NativePromise = Promise;
export const NativeError = Error;
export const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis;
export const { existsSync, mkdirSync, rmSync, writeFileSync } = fs;
export const exit = process.exit.bind(process);
export const writeOut = process.stdout.write.bind(process.stdout);
export const now = performance.now.bind(performance);

/** An object without a prototype: what is put into it cannot be intercepted on `Object.prototype`. */
export function bare<T>(): Record<string, T> {
  return Object.create(null);
}
