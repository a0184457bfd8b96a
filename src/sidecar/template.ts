import type { RequestTemplate } from './model.ts';
import { uuid } from './random.ts';
import type { Random } from './random.ts';

/**
 * Fills in a text: `{{n}}` is the number of the request, `{{uuid}}` a UUID, `{{pick:a|b}}` one of the choices. What is
 * none of these stays as it is.
 */
export function fill(text: string, n: number, random: Random): string {
  return text.replace(/\{\{(?:(n)|(uuid)|pick:([^{}]*))\}\}/g, (_, number, identifier, choices?: string) => {
    if (number !== undefined) return String(n);
    if (identifier !== undefined) return uuid(random);
    const options = (choices ?? '').split('|');
    return options[Math.floor(random() * options.length)] ?? '';
  });
}

/** Fills in path, header values and body of a request. */
export function fillRequest(template: RequestTemplate, n: number, random: Random): RequestTemplate {
  return {
    ...template,
    path: fill(template.path, n, random),
    headers: template.headers.map(([name, value]) => [name, fill(value, n, random)]),
    ...(template.body === undefined ? {} : { body: fill(template.body, n, random) }),
  };
}
