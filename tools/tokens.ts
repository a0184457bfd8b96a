/**
 * Reads the colours of src/styles/tokens.css, which owns them, for those who cannot read CSS variables: the code theme
 * and the test of contrast.
 */
import { readFileSync } from 'node:fs';

const file = new URL('../src/styles/tokens.css', import.meta.url);
const declaration = /--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\);/g;

/** A colour as `#rrggbb` in both themes. */
export interface TokenColour {
  light: string;
  dark: string;
}

/** All opaque colours, by name without the leading hyphens. */
export function readTokens(): ReadonlyMap<string, TokenColour> {
  const tokens = new Map<string, TokenColour>();
  for (const [, name, light, dark] of readFileSync(file, 'utf8').matchAll(declaration)) {
    if (name && light && dark) tokens.set(name, { light, dark });
  }
  return tokens;
}
