/** The words of the sum: how its numbers are written, and what is announced. */
import { inOneProcess, overNetwork, type Chain, type Cost } from './model.ts';

const space = '\u00A0';

/** A number with so many decimals, its thousands in groups. */
function grouped(value: number, decimals = 0): string {
  const [whole = '', fraction] = value.toFixed(decimals).split('.');
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, space);
  return fraction ? `${groups}.${fraction}` : groups;
}

/** `99.40 %`: two decimals, and more where nines follow. */
export function percent(value: number): string {
  if (value === 100 || value === 0) return `${value}${space}%`;
  const decimals = value > 99.99 ? 4 : value > 99.9 ? 3 : 2;
  return `${value.toFixed(decimals)}${space}%`;
}

/** `4 h 19 min`, `43 min`, `26 s`. */
export function duration(minutes: number): string {
  if (minutes < 1) return `${Math.round(minutes * 60)}${space}s`;
  const rounded = Math.round(minutes);
  if (rounded < 60) return `${rounded}${space}min`;
  const rest = rounded % 60;
  const hours = `${Math.floor(rounded / 60)}${space}h`;
  return rest === 0 ? hours : `${hours} ${rest}${space}min`;
}

/** A short time by its own unit: `60 ns`, `12 ms`, `1.2 s`. */
export function wait(ms: number): string {
  if (ms === 0) return `0${space}ms`;
  if (ms < 0.001) return `${Math.round(ms * 1_000_000)}${space}ns`;
  if (ms < 1) return `${(ms * 1_000).toFixed(ms < 0.01 ? 1 : 0)}${space}µs`;
  if (ms < 1_000) return `${ms % 1 === 0 ? ms : ms.toFixed(1)}${space}ms`;
  return `${(ms / 1_000).toFixed(1)}${space}s`;
}

export function gigabytes(value: number): string {
  return `${grouped(value)}${space}GB`;
}

export function dollars(value: number): string {
  return `$${grouped(value)}`;
}

/** A factor such as 0.999, without the zeros that say nothing. */
export function factor(availability: number): string {
  return String(Number((availability / 100).toFixed(6)));
}

/** One column of the figure's table, by the names of its rows. */
export function column(cost: Cost): Record<string, string> {
  return {
    availability: percent(cost.availability),
    down: duration(cost.downMinutes),
    typical: wait(cost.typicalMs),
    slow: cost.slowShare === 0 ? 'none' : percent(cost.slowShare),
    'one-slow': cost.slowShare === 0 ? 'none' : wait(cost.oneSlowMs),
    traffic: gigabytes(cost.gigabytes),
    price: dollars(cost.dollars),
  };
}

/** One sentence about the chain as it stands. */
export function summary(chain: Chain): string {
  const network = column(overNetwork(chain));
  const process = column(inOneProcess(chain));
  const services = chain.services === 1 ? '1 service' : `${chain.services} services`;
  return `${services} over a network: works ${network['availability']} of the time, fails ${network['down']} a month, waits ${network['typical']}, and ${network['slow']} of requests meet a slow call. In one process: ${process['availability']}, ${process['down']}, ${process['typical']}.`;
}
