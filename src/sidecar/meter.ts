import type { LinkWindow, RequestSample } from './model.ts';
import { clip, round } from './text.ts';

/** Samples of one link that are kept in one window. */
const SAMPLES_PER_LINK = 4;
const PATH_LENGTH = 200;

/** How one request ended. */
export interface Passed {
  readonly method: string;
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly ms: number;
  readonly status?: number | undefined;
  /** Why there was no answer: a code such as ECONNRESET. */
  readonly error?: string | undefined;
  readonly traceId?: string | undefined;
}

interface LinkCounts {
  inflight: number;
  errors: number;
  latencies: number[];
  readonly status: Map<string, number>;
  readonly failures: Map<string, number>;
  samples: RequestSample[];
}

const increment = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

/** The smallest value that so large a part of the sorted values does not exceed (nearest rank). */
export function percentile(sorted: readonly number[], part: number): number | undefined {
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)];
}

/** Counts what passes over the links, window by window. */
export class Meter {
  readonly #links = new Map<string, LinkCounts>();
  /** Traces whose requests are always among the samples. */
  readonly #watched: (traceId: string) => boolean;
  #ids = 0;

  constructor(watched: (traceId: string) => boolean) {
    this.#watched = watched;
  }

  /** A request began to pass. */
  begin(link: string): void {
    this.#counts(link).inflight += 1;
  }

  /** A request that had begun has ended. */
  end(link: string, passed: Passed): void {
    const counts = this.#counts(link);
    counts.inflight -= 1;
    counts.latencies.push(passed.ms);
    if (passed.status === undefined) increment(counts.failures, passed.error ?? 'ECONNRESET');
    else increment(counts.status, `${Math.floor(passed.status / 100)}xx`);
    if (failed(passed)) counts.errors += 1;
    this.#sample(link, counts, passed);
  }

  /** A request was not even begun. */
  fail(link: string, reason: string): void {
    increment(this.#counts(link).failures, reason);
  }

  /** The window that ends now, and a new one begins. */
  flush(): { links: LinkWindow[]; samples: RequestSample[] } {
    const links: LinkWindow[] = [];
    const samples: RequestSample[] = [];
    for (const [link, counts] of this.#links) {
      const { inflight, errors, latencies, status, failures } = counts;
      if (inflight === 0 && latencies.length === 0 && failures.size === 0) continue;
      const sorted = latencies.sort((a, b) => a - b);
      links.push({
        link,
        count: sorted.length,
        errors,
        status: Object.fromEntries(status),
        failures: Object.fromEntries(failures),
        p50: latency(percentile(sorted, 0.5)),
        p95: latency(percentile(sorted, 0.95)),
        p99: latency(percentile(sorted, 0.99)),
        max: latency(sorted.at(-1)),
        inflight,
      });
      samples.push(...counts.samples);
      if (inflight === 0) this.#links.delete(link);
      else this.#links.set(link, { ...emptyCounts(), inflight });
    }
    return { links, samples: samples.sort((a, b) => a.id - b.id) };
  }

  #counts(link: string): LinkCounts {
    let counts = this.#links.get(link);
    if (!counts) this.#links.set(link, (counts = emptyCounts()));
    return counts;
  }

  #sample(link: string, counts: LinkCounts, passed: Passed): void {
    this.#ids += 1;
    const rank = (each: Passed): number =>
      (each.traceId !== undefined && this.#watched(each.traceId) ? 2e9 : 0) +
      (failed(each) ? 1e9 : 0) +
      each.ms;
    if (counts.samples.length >= SAMPLES_PER_LINK) {
      const ranks = counts.samples.map(rank);
      const lowest = ranks.indexOf(Math.min(...ranks));
      if (rank(passed) <= (ranks[lowest] ?? 0)) return;
      counts.samples.splice(lowest, 1);
    }
    counts.samples.push({
      ...passed,
      id: this.#ids,
      link,
      path: clip(passed.path, PATH_LENGTH),
      ms: round(passed.ms, 2),
      startedAt: round(passed.startedAt, 2),
    });
  }
}

const emptyCounts = (): LinkCounts => ({
  inflight: 0,
  errors: 0,
  latencies: [],
  status: new Map(),
  failures: new Map(),
  samples: [],
});

/** Whether something went wrong on the way or at the callee. What a caller did wrong (4xx) is no failure. */
function failed({ status, error }: Passed): boolean {
  return error !== undefined || status === undefined || status >= 500;
}

const latency = (ms: number | undefined): number | undefined => (ms === undefined ? undefined : round(ms, 2));
