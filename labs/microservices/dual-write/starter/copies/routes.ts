/** A copy for others to use over HTTP, and for you to look at. remote.ts is the other end. */
import type { Routes } from '#kit/http.ts';

import type { LocalCopy } from './local.ts';
import type { Copy, UserChange, UserRow } from './types.ts';

/** The routes by which another service uses this copy. Only that service calls them, with bodies of the right shape. */
export function copyRoutes(copy: Copy): Routes {
  return {
    'GET /copy/users/:id': async ({ params }) => ok({ row: await copy.find(params['id'] ?? '') }),
    'POST /copy/users/:id/changes': async ({ params, body }) =>
      ok({ row: await copy.change(params['id'] ?? '', body as UserChange) }),
    'PUT /copy/users/:id': async ({ body }) => {
      await copy.put(body as UserRow);
      return ok({});
    },
    'POST /copy/users/:id/replacements': async ({ params, body }) => {
      const { seen, wanted } = body as { seen?: UserRow; wanted?: UserRow };
      return ok({ replaced: await copy.replace(params['id'] ?? '', seen, wanted) });
    },
    'GET /copy/checksums': async () => ok(await copy.checksums()),
    'GET /copy/buckets/:bucket': async ({ params }) => ok(await copy.rows(Number(params['bucket']))),
  };
}

/** A row as it is shown side by side with the other copy’s: without the ways of writing that are one side’s own. */
export interface ShownRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly version: number;
}

/** Every row of a copy as it is shown, by the number in its id. */
export async function shownRows(copy: LocalCopy): Promise<ShownRow[]> {
  return (await copy.all())
    .map(({ id, name, email, phone, version }) => ({ id, name, email, phone: phone ?? null, version }))
    .sort((one, other) => Number(one.id.slice(2)) - Number(other.id.slice(2)));
}

function ok(body: unknown): { status: number; body: unknown } {
  return { status: 200, body };
}
