/** The chain in words. */
import { places, type Load, type Outcome } from './model.ts';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

export function count(value: number): string {
  if (value > 0 && value < 10 && !Number.isInteger(value)) return value.toFixed(1);
  return whole.format(value).replaceAll(',', ' ');
}

export function seconds(value: number): string {
  return value < 0.1 ? `${Math.round(value * 1000)} ms` : `${Number(value.toFixed(1))} s`;
}

/** Whether there is room for what is under way. */
export function room({ layer, inFlight, fullAfter }: Load): string {
  if (layer === 'app') return 'each its own';
  if (Number.isFinite(fullAfter)) return `full after ${seconds(fullAfter)}`;
  return inFlight === 0 ? 'idle' : `${count(places - inFlight)} free`;
}

/** The whole figure in two sentences. */
export function summary({ loads, succeeds, wait }: Outcome): string {
  const calls = loads.at(-1)?.perCheckout ?? 0;
  const result = succeeds ? 'A checkout is answered' : 'A checkout fails';
  const called = `${calls === 1 ? 'One call reaches' : `${calls} calls reach`} payments for it`;
  const full = loads.filter(({ layer, fullAfter }) => layer !== 'app' && Number.isFinite(fullAfter));
  const names = full.map(({ layer }) => layer);
  const last = names.pop();
  const who = names.length > 0 ? `${names.join(', ')} and ${last} run` : `${last} runs`;
  return `${result} after ${seconds(wait)}. ${called}. ${last === undefined ? 'Everybody has room.' : `${capital(who)} out of places.`}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
