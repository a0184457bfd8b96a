/** A request as it is written: what stands in the fields, and what is wrong with it. */
import type { LabManifest } from '../../../../labs/kit/manifest.ts';
import type { Header, RequestTemplateInput } from '../../../sidecar/model.ts';

export interface RequestDraft {
  readonly service: string;
  readonly method: string;
  readonly path: string;
  readonly headers: readonly Header[];
  /** Empty for none. */
  readonly body: string;
}

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;

type Preset = LabManifest['presets'][number];

/** A preset as a draft, its body written to be read. */
export function draftOf({ service, method, path, headers, body }: Preset): RequestDraft {
  return {
    service,
    method,
    path,
    headers: Object.entries(headers),
    body: body === undefined ? '' : JSON.stringify(body, null, 2),
  };
}

/** What is to be sent, or what must be put right before. */
export function requestOfDraft({
  service,
  method,
  path,
  headers,
  body,
}: RequestDraft): { request: RequestTemplateInput } | { problem: string } {
  if (service === '') return { problem: 'Choose the service that it goes to.' };
  if (!path.startsWith('/')) return { problem: 'The path begins with a slash, such as /orders.' };
  const named = headers
    .map(([name, value]): Header => [name.trim(), value])
    .filter(([name, value]) => name !== '' || value !== '');
  const wrong = named.find(([name]) => !/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name));
  if (wrong) return { problem: `"${wrong[0]}" is no name of a header: letters, digits and hyphens.` };
  return { request: { service, method, path, headers: named, ...(body === '' ? {} : { body }) } };
}

/**
 * Why a body is no JSON, in the parser's words; null when it is, or when nothing says that it should be: it is empty,
 * or a header names another type. It may be sent all the same.
 */
export function bodyProblem({ headers, body }: Pick<RequestDraft, 'headers' | 'body'>): string | null {
  if (body.trim() === '') return null;
  const type = headers.find(([name]) => name.trim().toLowerCase() === 'content-type')?.[1];
  if (type !== undefined && !/json/i.test(type)) return null;
  try {
    // {{n}} and the like are filled in when it is sent.
    JSON.parse(body.replaceAll(/\{\{(?:n|uuid|pick:[^{}]*)\}\}/g, '0'));
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
