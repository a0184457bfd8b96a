import { arrivals, rateAt } from './arrivals.ts';
import type { Clock } from './clock.ts';
import type { Meter } from './meter.ts';
import { TRAFFIC, linkId } from './model.ts';
import type { RequestTemplate, TrafficPlan } from './model.ts';
import type { Outbound } from './outbound.ts';
import type { EventOf } from './protocol.ts';
import { seeded } from './random.ts';
import type { Random } from './random.ts';
import { fillRequest } from './template.ts';

/** A machine that slept does not make up for more than this; the rest of the plan moves back. */
const LATEST_MS = 1_000;

export interface TrafficParts {
  readonly outbound: Pick<Outbound, 'send'>;
  readonly meter: Meter;
  readonly clock: Clock;
  readonly onProblem: (message: string) => void;
}

/** One run of load. Its requests count as the link from `traffic` to the service. */
export class Traffic {
  readonly #plan: TrafficPlan;
  readonly #parts: TrafficParts;
  readonly #random: Random;
  readonly #due: Iterator<number, void>;
  readonly #startedAt: number;
  readonly #weights: number;
  #shiftMs = 0;
  #next: number | undefined;
  #cancel: (() => void) | undefined;
  #inflight = 0;
  #sent = 0;
  #shed = 0;
  #traced = 0;
  #endedAfter: number | undefined;

  constructor(plan: TrafficPlan, parts: TrafficParts) {
    this.#plan = plan;
    this.#parts = parts;
    this.#random = seeded(plan.seed);
    // Gaps have a sequence of their own, so that templates do not change when requests are due.
    this.#due = arrivals(plan, seeded(plan.seed + 1));
    this.#weights = plan.requests.reduce((sum, { weight }) => sum + weight, 0);
    this.#startedAt = parts.clock.now();
    this.#advance();
    this.#arm();
  }

  get running(): boolean {
    return this.#endedAfter === undefined;
  }

  /** Sends no more. */
  stop(): void {
    this.#cancel?.();
    this.#endedAfter ??= this.#elapsed();
  }

  /** How it stands now. */
  report(): EventOf<'traffic'> {
    const elapsedMs = this.#endedAfter ?? this.#elapsed();
    return {
      type: 'traffic',
      state: this.running ? 'running' : 'ended',
      rps: this.running ? rateAt(this.#plan, elapsedMs - this.#shiftMs) : 0,
      sent: this.#sent,
      shed: this.#shed,
      elapsedMs: Math.round(elapsedMs),
    };
  }

  #elapsed(): number {
    return this.#parts.clock.now() - this.#startedAt;
  }

  #advance(): void {
    const { done, value } = this.#due.next();
    this.#next = done === true || !Number.isFinite(value) ? undefined : (value ?? undefined);
  }

  /** Milliseconds until the next request is due, or, when there is none, until the run ends. */
  #wait(): number {
    const until = this.#next ?? this.#plan.durationMs ?? 0;
    const ms = until + this.#shiftMs - this.#elapsed();
    // Rounding may leave a rest of a wait that no timer can wait for.
    return ms > 0.001 ? ms : 0;
  }

  #arm(): void {
    this.#cancel = this.#parts.clock.after(this.#wait(), () => this.#tick());
  }

  #tick(): void {
    const late = this.#elapsed() - (this.#next ?? Infinity) - this.#shiftMs;
    if (late > LATEST_MS) this.#shiftMs += late;
    while (this.#next !== undefined && this.#wait() === 0) {
      this.#send();
      this.#advance();
    }
    // Without a next request, a run that has a duration still lasts to its end.
    if (this.#next === undefined && this.#wait() === 0) this.stop();
    else if (this.running) this.#arm();
  }

  #send(): void {
    const { outbound, meter, onProblem } = this.#parts;
    const request = fillRequest(this.#choose(), this.#sent + this.#shed + 1, this.#random);
    if (this.#inflight >= this.#plan.maxInFlight) {
      this.#shed += 1;
      meter.fail(linkId(TRAFFIC, request.service), 'SHED');
      return;
    }
    this.#sent += 1;
    this.#inflight += 1;
    const sampled = this.#traced < (this.#elapsed() / 1000) * this.#plan.tracesPerSecond;
    if (sampled) this.#traced += 1;
    outbound
      .send(request, { from: TRAFFIC, timeoutMs: this.#plan.timeoutMs, keep: 0, sampled })
      .catch((error: unknown) => {
        this.stop();
        onProblem(`The traffic has ended: ${error instanceof Error ? error.message : String(error)}`);
      })
      .finally(() => {
        this.#inflight -= 1;
      });
  }

  #choose(): RequestTemplate {
    let mark = this.#random() * this.#weights;
    for (const request of this.#plan.requests) {
      mark -= request.weight;
      if (mark < 0) return request;
    }
    // Rounding may leave a mark at the very end.
    return this.#plan.requests[this.#plan.requests.length - 1] as RequestTemplate; // A plan has at least one.
  }
}
