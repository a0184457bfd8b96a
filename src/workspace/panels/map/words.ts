/** The words and numbers of the map: how a process is, what passes over a link, which faults it has. */
import type { LabManifest } from '../../../../labs/kit/manifest.ts';
import type { Fault, FaultInput } from '../../../sidecar/model.ts';
import type { ProcessStatus } from '../../run.ts';
import type { LinkFigures } from './link-figures.ts';

/** `40 %`; a share that is not zero is never said to be. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  return `${share > 0 && rounded === 0 ? '<1' : rounded} %`;
}

/** `0.4`, `3`, `12`, `310`: as many digits as a reader needs. */
export function figure(number: number): string {
  return number > 0 && number < 9.95 ? String(Math.round(number * 10) / 10) : String(Math.round(number));
}

export const rateWords = ({ rate }: LinkFigures): string => `${figure(rate)}/s`;

export function latencyWords({ p50, p95 }: LinkFigures): string {
  return p50 === null || p95 === null ? '' : `p50 ${figure(p50)}  p95 ${figure(p95)} ms`;
}

/** `delay 300 ms ± 50, 20 %` */
export function faultWords(fault: Fault): string {
  const rate = 'rate' in fault && fault.rate < 1 ? `, ${percent(fault.rate)}` : '';
  switch (fault.type) {
    case 'delay':
      return `delay ${fault.ms} ms${fault.jitterMs > 0 ? ` ± ${fault.jitterMs}` : ''}${rate}`;
    case 'error':
      return `error ${fault.status}${rate}`;
    default:
      return fault.type;
  }
}

/** What each fault does, in one sentence. */
export const faultMeanings: Readonly<Record<FaultInput['type'], string>> = {
  delay: 'Each request waits before it is passed on.',
  error: 'Requests are answered at once with an error that the service never sent.',
  refuse: 'Callers get ECONNREFUSED, as if nobody listened. Open connections break.',
  hang: 'Connections are accepted, and requests are never answered.',
  partition: 'Nothing passes between the two, either way. Answers under way are lost.',
};

/** How a service's processes are, in a word; with replicas, how many of them run. */
export type ServiceState = 'stopped' | 'starting' | 'running' | 'stopping' | 'ended' | 'crashed';

export interface ServiceCondition {
  readonly state: ServiceState;
  readonly running: number;
  readonly replicas: number;
}

/** One state for all processes of a service: the worst that one of them is in, while the others may run. */
export function conditionOf(processes: readonly ProcessStatus[], service: string): ServiceCondition {
  const states = processes.filter((each) => each.service === service).map(({ state }) => state);
  const running = states.filter((state) => state === 'running').length;
  const order: readonly ServiceState[] = ['crashed', 'starting', 'stopping', 'running', 'ended', 'stopped'];
  const state = order.find((each) => states.includes(each)) ?? 'stopped';
  return { state, running, replicas: states.length };
}

export function conditionWords({ state, running, replicas }: ServiceCondition, paused: boolean): string {
  const word = replicas > 1 && running > 0 ? `${running} of ${replicas} running` : state;
  const worse = replicas > 1 && state === 'crashed' && running > 0 ? `${word}, crashed` : word;
  return paused ? (state === 'running' ? 'paused' : `${worse}, paused`) : worse;
}

/** A database is there while its owner runs. */
export const databaseWords = ({ open }: { readonly open: boolean }): string => (open ? 'open' : 'closed');

type GaugeKind = LabManifest['gauges'][number]['shows'];

/** What a gauge's value means. */
export function gaugeWords(shows: GaugeKind, value: number): string {
  switch (shows) {
    case 'breaker':
      return `breaker ${breakerState(value)}`;
    case 'lag':
      return `${figure(value)} behind`;
    case 'rollout':
      return `${figure(value)} % rollout`;
    case 'divergence':
      return value === 1 ? '1 row differs' : `${figure(value)} rows differ`;
  }
}

export function breakerState(value: number): 'closed' | 'half-open' | 'open' {
  return value >= 2 ? 'open' : value >= 1 ? 'half-open' : 'closed';
}

/** What is said of a link in a sentence, for whoever does not see it. */
export function figuresSentence({ rate, p50, p95, errors, errorShare, inflight }: LinkFigures): string {
  const waiting = inflight > 0 ? ` ${inflight} under way.` : '';
  if (p50 === null || p95 === null) return `Nothing passed lately.${waiting}`;
  const failed = errors > 0 ? `, ${percent(errorShare)} failed` : '';
  return `${figure(rate)} a second, half within ${figure(p50)} ms, 95 % within ${figure(p95)} ms${failed}.${waiting}`;
}
