/** Counts the calls that cross the border of a module: each of them would be a request if the module moved out. */

export interface CallCounter {
  /** The same facade, with its calls counted. */
  watch<T extends object>(module: string, facade: T): T;
  /** Calls so far, by module and method: `{ "users.find": 3 }`. */
  readonly counts: Readonly<Record<string, number>>;
}

/** @param onCall told of each call */
export function createCallCounter(onCall: (module: string, method: string) => void): CallCounter {
  const counts: Record<string, number> = {};
  const note = (module: string, method: string): void => {
    const name = `${module}.${method}`;
    counts[name] = (counts[name] ?? 0) + 1;
    onCall(module, method);
  };
  return {
    counts,
    watch: (module, facade) =>
      new Proxy(facade, {
        get: (target, key) => {
          const member: unknown = Reflect.get(target, key);
          if (typeof member !== 'function') return member;
          return (...args: unknown[]): unknown => {
            note(module, String(key));
            return Reflect.apply(member, target, args);
          };
        },
      }),
  };
}
