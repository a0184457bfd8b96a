/** A check's request, sent once more to the running lab, where it can be watched. */
import type { LabManifest } from '../../../../labs/kit/manifest.ts';
import type { CheckResult } from '../../../grading/report.ts';
import type { RequestDraft } from '../requests/draft.ts';

type Services = Pick<LabManifest, 'services' | 'presets'>;

/** How the kit marks a body that was too long to be recorded whole. */
const cut = ' …';

/** The request, or null when it is not known which service it is for, or all of what was sent. */
export function replayOf(
  manifest: Services,
  { exchange }: Pick<CheckResult, 'exchange'>,
): RequestDraft | null {
  if (!exchange || exchange.request.body.endsWith(cut)) return null;
  const { start, headers, body } = exchange.request;
  const [, method, path] = /^([A-Z]+) (\/\S*)$/.exec(start) ?? [];
  if (method === undefined || path === undefined) return null;
  const service = serviceFor(manifest, method, path);
  return service === null ? null : { service, method, path, headers: Object.entries(headers), body };
}

/** Whether a check that did not pass can be replayed. */
export function replayable(manifest: Services, check: Pick<CheckResult, 'exchange'>): boolean {
  return replayOf(manifest, check) !== null;
}

/**
 * Reports name no service, only a path. The presets say what the lab's services answer; else a service is named as
 * its resource is, or there is but one.
 */
function serviceFor({ services, presets }: Services, method: string, path: string): string | null {
  const [first = ''] = path.slice(1).split(/[/?]/);
  const plain = (each: string): string => each.replace(/\?.*/, '');
  const listening = services.filter(({ port }) => port !== undefined).map(({ name }) => name);
  const preset =
    presets.find((each) => each.method === method && plain(each.path) === plain(path)) ??
    presets.find((each) => each.path.slice(1).split(/[/?]/)[0] === first);
  if (preset) return preset.service;
  if (listening.includes(first)) return first;
  return listening.length === 1 ? (listening[0] ?? null) : null;
}
