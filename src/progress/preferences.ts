/**
 * Small choices about the screen itself. They live in localStorage because the first paint needs them at once; losing
 * them loses no work.
 */
import * as z from 'zod/mini';

export const enginePreferences = ['auto', 'webcontainer', 'offline'] as const;
export type EnginePreference = (typeof enginePreferences)[number];

const schema = z.object({
  engine: z._default(z.enum(enginePreferences), 'auto'),
  /** Sizes of panes by name, in per cent of the room they share. */
  panes: z._default(z.record(z.string(), z.number()), {}),
});
export type Preferences = z.infer<typeof schema>;

const key = 'split-decision:preferences';

/** What was chosen before; the defaults where nothing readable is stored. */
export function readPreferences(): Preferences {
  try {
    return schema.parse(JSON.parse(localStorage.getItem(key) ?? '{}'));
  } catch {
    return schema.parse({});
  }
}

/** Remembers some choices. A browser that stores nothing forgets them, which is no harm. */
export function rememberPreferences(change: Partial<Preferences>): void {
  try {
    localStorage.setItem(key, JSON.stringify({ ...readPreferences(), ...change }));
  } catch {
    // Nothing is lost but a pane's size.
  }
}
