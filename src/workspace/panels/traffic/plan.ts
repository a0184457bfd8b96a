/** From what the learner sets to the load that the sidecar sends. */
import type { LabManifest } from '../../../../labs/kit/manifest.ts';
import type { TrafficPlanInput } from '../../../sidecar/model.ts';
import { requestOf } from '../../../sidecar/preset.ts';

/** What is set in the form. */
export interface LoadSettings {
  /** Requests a second, at the start of a ramp. */
  rps: number;
  ramped: boolean;
  /** Requests a second at the end of the ramp. */
  rampTo: number;
  /** Length of the ramp in seconds. */
  rampSeconds: number;
  /** How often each preset is sent, compared with the others; 0 or absent for never. By slug. */
  weights: Readonly<Record<string, number>>;
}

/** The most that a field takes; the sidecar takes more, a browser hardly. */
export const maxRps = 1000;

/** What the lab's author thinks makes the point; without that, the first preset. */
export function initialSettings({
  traffic,
  presets,
}: Pick<LabManifest, 'traffic' | 'presets'>): LoadSettings {
  const rps = traffic?.rps ?? 5;
  const requests = traffic?.requests ?? presets.slice(0, 1).map(({ id }) => ({ preset: id, weight: 1 }));
  return {
    rps,
    ramped: false,
    rampTo: Math.min(maxRps, rps * 5),
    rampSeconds: 30,
    weights: Object.fromEntries(requests.map(({ preset, weight }) => [preset, weight])),
  };
}

/** What is wrong with the settings, as an instruction; null when nothing is. */
export function problemOf(settings: LoadSettings, { presets }: Pick<LabManifest, 'presets'>): string | null {
  const rate = (value: number, least: number): boolean => value >= least && value <= maxRps;
  if (presets.length === 0) return 'This lab has no requests to send.';
  if (!presets.some(({ id }) => (settings.weights[id] ?? 0) > 0))
    return 'Give at least one request a weight above 0.';
  if (!rate(settings.rps, 0.1)) return `Set a rate from 0.1 to ${maxRps} requests a second.`;
  if (!settings.ramped) return null;
  if (!rate(settings.rampTo, 0)) return `Set the end of the ramp from 0 to ${maxRps} requests a second.`;
  if (!(settings.rampSeconds >= 1 && settings.rampSeconds <= 3600))
    return 'Let the ramp take 1 to 3600 seconds.';
  return null;
}

/** The plan for settings in which nothing is wrong. */
export function planOf(settings: LoadSettings, { presets }: Pick<LabManifest, 'presets'>): TrafficPlanInput {
  return {
    rps: settings.rps,
    ...(settings.ramped ? { ramp: { rps: settings.rampTo, ms: settings.rampSeconds * 1000 } } : {}),
    requests: presets.flatMap((preset) => {
      const weight = settings.weights[preset.id] ?? 0;
      return weight > 0 ? [{ ...requestOf(preset), weight }] : [];
    }),
  };
}

/** What is sent, in a few words: `Order a teapot`, or `Order a teapot 3, All orders 1`. */
export function mixWords({ weights }: LoadSettings, { presets }: Pick<LabManifest, 'presets'>): string {
  const sent = presets.filter(({ id }) => (weights[id] ?? 0) > 0);
  if (sent.length < 2) return sent[0]?.title ?? 'nothing';
  return sent.map(({ id, title }) => `${title} × ${weights[id]}`).join(', ');
}
