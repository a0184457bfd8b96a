/** The solution, fetched when the learner first asks to compare, and shown beside their own code. */
import type { Outside } from '../outside.ts';

export class SolutionState {
  readonly #fetch: Outside['fetchSolution'];
  readonly #url: string;

  shown = $state(false);
  files = $state.raw<Readonly<Record<string, string>> | null>(null);
  failure = $state<string | null>(null);

  constructor(fetchSolution: Outside['fetchSolution'], url: string) {
    this.#fetch = fetchSolution;
    this.#url = url;
  }

  async show(): Promise<void> {
    this.shown = true;
    this.failure = null;
    try {
      this.files ??= await this.#fetch(this.#url);
    } catch (cause) {
      this.failure = `The solution could not be fetched: ${cause instanceof Error ? cause.message : String(cause)}`;
    }
  }

  hide(): void {
    this.shown = false;
  }
}
