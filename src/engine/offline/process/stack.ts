/** Stack traces that show the lab's own files and none of the engine's. */

/** How many frames are shown, and how many are taken so that enough of the lab's are among them. */
const shownFrames = 10;
const takenFrames = 40;

interface CallSite {
  getFileName(): string | null | undefined;
  getScriptNameOrSourceURL?(): string | null | undefined;
  toString(): string;
}

interface StackHooks {
  stackTraceLimit?: number;
  prepareStackTrace?: (error: unknown, sites: readonly CallSite[]) => string;
}

/** Where the engine is V8; other browsers have no such hook, and their traces stay as they are. */
export function showOnlyLabFrames(): void {
  const hooks = Error as unknown as StackHooks; // V8's own, which no type names the same way
  if (hooks.stackTraceLimit === undefined) return;
  hooks.stackTraceLimit = takenFrames;
  hooks.prepareStackTrace = (error, sites) => {
    const lines = sites
      .map((site) => ({ site, name: site.getFileName() ?? site.getScriptNameOrSourceURL?.() ?? '' }))
      .filter(
        ({ name, site }) => name.startsWith('file:///') || (name === '' && !String(site).includes('blob:')),
      )
      .slice(0, shownFrames)
      .map(({ site }) => `\n    at ${frame(site)}`);
    return header(error) + lines.join('');
  };
}

/** The top level of a module is the body of a generator here; Node shows it by its place alone. */
function frame(site: CallSite): string {
  return String(site)
    .replace(/^(?:eval|Generator\.next|AsyncGenerator\.next) \((.*)\)$/, '$1')
    .replace(/^(async )?eval \((.*)\)$/, '$1$2');
}

function header(error: unknown): string {
  try {
    return String(error);
  } catch {
    return 'Error';
  }
}
