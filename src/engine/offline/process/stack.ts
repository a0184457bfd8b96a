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

/**
 * Where the engine is V8; other browsers have no such hook, and their traces stay as they are.
 * @param leadOf how far the first line of a module is shifted, by its URL.
 */
export function showOnlyLabFrames(leadOf: (url: string) => number): void {
  const hooks = Error as unknown as StackHooks; // V8's own, which no type names the same way
  if (hooks.stackTraceLimit === undefined) return;
  hooks.stackTraceLimit = takenFrames;
  hooks.prepareStackTrace = (error, sites) => {
    const lines = sites
      .filter(isShown)
      .slice(0, shownFrames)
      .map((site) => `\n    at ${frame(site, leadOf)}`);
    // `inspect` sets an error without frames in brackets; Node's own errors have frames of Node.
    return header(error) + (lines.join('') || '\n    at node:internal');
  };
}

/** Built-in functions of the language (`Array.map`) have no file. What resumes a module's generator is ours. */
function isShown(site: CallSite): boolean {
  const file = site.getFileName() ?? site.getScriptNameOrSourceURL?.() ?? '';
  if (file !== '') return file.startsWith('file:///');
  const text = String(site);
  return !text.includes('blob:') && text !== '<anonymous>' && !text.includes('Generator.next');
}

/** The top level of a module is the body of a generator here; Node shows it by its place alone. */
function frame(site: CallSite, leadOf: (url: string) => number): string {
  return String(site)
    .replace(/^(async )?(?:eval|Generator\.next|AsyncGenerator\.next) \((.*)\)$/, (_all, prefix, place) =>
      [prefix, place].join(''),
    )
    .replace(/(file:\/\/\/\S+?):1:(\d+)/, (_all, url: string, column: string) => {
      return `${url}:1:${Math.max(1, Number(column) - leadOf(url))}`;
    });
}

function header(error: unknown): string {
  try {
    return String(error);
  } catch {
    return 'Error';
  }
}
