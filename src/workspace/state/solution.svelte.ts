/** Files that leave the server only when the learner first asks for them: the solution, and the checks once passed. */
import type { Outside } from '../outside.ts';

export class FetchedFiles {
  readonly #fetch: Outside['fetchSolution'];
  readonly #url: string;
  readonly #what: string;

  shown = $state(false);
  files = $state.raw<Readonly<Record<string, string>> | null>(null);
  failure = $state<string | null>(null);

  /** @param what they are, as a sentence about them begins: `The solution`. */
  constructor(fetchFiles: Outside['fetchSolution'], url: string, what: string) {
    this.#fetch = fetchFiles;
    this.#url = url;
    this.#what = what;
  }

  async show(): Promise<void> {
    this.shown = true;
    this.failure = null;
    try {
      this.files ??= await this.#fetch(this.#url);
    } catch (cause) {
      this.failure = `${this.#what} could not be fetched: ${cause instanceof Error ? cause.message : String(cause)}`;
    }
  }

  hide(): void {
    this.shown = false;
  }
}
