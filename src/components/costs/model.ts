/** The sum of the lesson's figure: what a request pays for going through a chain of services. Pure arithmetic. */

export interface Chain {
  /** Services that must all answer, one after the other. */
  services: number;
  /** Of each of them, in per cent of the time. */
  availability: number;
  /** Calls to each of them for one request. */
  calls: number;
  /** Half of the calls are faster, in ms. */
  p50: number;
  /** One call in a hundred is slower, in ms. */
  p99: number;
  requestsPerSecond: number;
  /** Question and answer together, in KB. */
  kilobytes: number;
}

export interface Cost {
  /** In per cent of the time. */
  availability: number;
  /** Failing in a month of 30 days, in minutes. */
  downMinutes: number;
  /** Waiting when every call is a typical one, in ms. */
  typicalMs: number;
  /** Requests with at least one call slower than p99, in per cent. */
  slowShare: number;
  /** Waiting when one call takes p99 and the others are typical, in ms. */
  oneSlowMs: number;
  /** Between the services, in GB a month. */
  gigabytes: number;
  /** For these when each call crosses from one zone to another, in US dollars a month. */
  dollars: number;
}

export const defaults: Chain = {
  services: 6,
  availability: 99.9,
  calls: 1,
  p50: 2,
  p99: 30,
  requestsPerSecond: 100,
  kilobytes: 4,
};

const minutesPerMonth = 30 * 24 * 60;
/** AWS, list price in most regions: 0.01 dollars for leaving one zone and as much for entering the other. */
export const dollarsPerGigabyte = 0.02;
/** A call of a function, as we measured it for the lesson: about ten nanoseconds. */
const functionCallMs = 0.000_01;

/** Minutes of failure in a month of 30 days. */
export function downMinutes(availability: number): number {
  return (1 - availability / 100) * minutesPerMonth;
}

/** Availability of a chain of which every member is needed, in per cent. Holds for independent failures. */
export function chainAvailability(each: number, services: number): number {
  return 100 * (each / 100) ** services;
}

/** The top of the plot in minutes: that of six services at 99.9 %, so that a better chain is seen to be better. */
export function plotMinutes({ availability, services }: Chain): number {
  const six = downMinutes(chainAvailability(defaults.availability, defaults.services));
  return Math.max(six, downMinutes(chainAvailability(availability, services)));
}

/** What the chain costs when its members are services. */
export function overNetwork(chain: Chain): Cost {
  const calls = chain.services * chain.calls;
  const availability = chainAvailability(chain.availability, chain.services);
  const gigabytes = (chain.requestsPerSecond * calls * chain.kilobytes * minutesPerMonth * 60) / 1_000_000;
  return {
    availability,
    downMinutes: downMinutes(availability),
    typicalMs: calls * chain.p50,
    slowShare: 100 * (1 - 0.99 ** calls),
    oneSlowMs: (calls - 1) * chain.p50 + chain.p99,
    gigabytes,
    dollars: gigabytes * dollarsPerGigabyte,
  };
}

/** What the same chain costs when its members are modules of one process, which is up as often as one service. */
export function inOneProcess(chain: Chain): Cost {
  const typicalMs = chain.services * chain.calls * functionCallMs;
  return {
    availability: chain.availability,
    downMinutes: downMinutes(chain.availability),
    typicalMs,
    slowShare: 0,
    oneSlowMs: typicalMs,
    gigabytes: 0,
    dollars: 0,
  };
}
