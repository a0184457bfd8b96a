/** Light tolerance for typing slips: one wrong, missing, extra or swapped letter in a long word. */

/** Short words are left alone: with few letters, one slip away from a word there is usually another real word. */
const shortest = 7;

function deletions(word: string): string[] {
  return Array.from(word, (_letter, at) => word.slice(0, at) + word.slice(at + 1));
}

/** One edit apart, a swap of neighbours counted as one. */
function oneApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let head = 0;
  while (head < a.length && a[head] === b[head]) head += 1;
  const restA = a.slice(head);
  const restB = b.slice(head);
  if (restA.length === restB.length) {
    const swapped = restA.slice(2) === restB.slice(2) && restA[0] === restB[1] && restA[1] === restB[0];
    return restA.slice(1) === restB.slice(1) || swapped;
  }
  return restA.length > restB.length ? restA.slice(1) === restB : restB.slice(1) === restA;
}

/**
 * @param known stems that some pattern uses.
 * @returns a function from a stem to the known stem it was probably meant to be; undefined for known and for hopeless ones,
 *   and where two known stems are equally near.
 */
export function createRepair(known: Iterable<string>): (stem: string) => string | undefined {
  const stems = new Set(known);
  const near = new Map<string, string[]>();
  for (const stem of stems) {
    if (stem.length < shortest) continue;
    for (const key of [stem, ...deletions(stem)]) {
      const others = near.get(key);
      if (others === undefined) near.set(key, [stem]);
      else others.push(stem);
    }
  }
  const answers = new Map<string, string | undefined>();
  return (stem) => {
    if (stem.length < shortest || stems.has(stem)) return undefined;
    if (answers.has(stem)) return answers.get(stem);
    const candidates = new Set<string>();
    for (const key of [stem, ...deletions(stem)]) {
      for (const candidate of near.get(key) ?? []) {
        if (candidate[0] === stem[0] && oneApart(candidate, stem)) candidates.add(candidate);
      }
    }
    const answer = candidates.size === 1 ? [...candidates][0] : undefined;
    if (answers.size < 20_000) answers.set(stem, answer);
    return answer;
  };
}
