/**
 * The theme: light, dark, or what the system says. The choice is kept in localStorage under `theme`; without one there
 * the system decides. theme-early.js applies a kept choice before the first paint.
 */

export type ThemeChoice = 'light' | 'dark' | 'system';

const key = 'theme';
const changed = 'themechange';
const darkSystem = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');

function isExplicit(value: unknown): value is 'light' | 'dark' {
  return value === 'light' || value === 'dark';
}

/** What the reader chose. */
export function chosenTheme(): ThemeChoice {
  const attribute = document.documentElement.dataset['theme'];
  return isExplicit(attribute) ? attribute : 'system';
}

/** What is on screen now. */
export function effectiveTheme(): 'light' | 'dark' {
  const chosen = chosenTheme();
  if (chosen !== 'system') return chosen;
  return darkSystem().matches ? 'dark' : 'light';
}

/** Applies a choice and keeps it, where the browser lets us. */
export function chooseTheme(choice: ThemeChoice): void {
  apply(choice);
  try {
    if (choice === 'system') localStorage.removeItem(key);
    else localStorage.setItem(key, choice);
  } catch {
    // Storage is blocked: the choice lasts as long as the page.
  }
}

function apply(choice: ThemeChoice): void {
  if (choice === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = choice;
  dispatchEvent(new Event(changed));
}

/** Takes over a choice that was made in another tab. */
export function followOtherTabs(): void {
  addEventListener('storage', (event) => {
    if (event.key === key) apply(isExplicit(event.newValue) ? event.newValue : 'system');
  });
}

/**
 * Calls back whenever the theme on screen may have changed: for editors and plots, which cannot read CSS variables.
 * @returns a function that stops it.
 */
export function onThemeChange(listener: () => void): () => void {
  const system = darkSystem();
  addEventListener(changed, listener);
  system.addEventListener('change', listener);
  return () => {
    removeEventListener(changed, listener);
    system.removeEventListener('change', listener);
  };
}

/** The value of a colour token such as `--service-orders` in the theme on screen, as `rgb(…)`. */
export function resolveColour(token: `--${string}`): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${token})`;
  probe.hidden = true;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
