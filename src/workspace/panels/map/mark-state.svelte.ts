/** The marks under way on the map. */
import type { RequestSample } from '../../../sidecar/model.ts';
import { marksFor, newSamples, type Mark } from './marks.ts';

export class MarkState {
  #last: RequestSample | undefined;
  #nextId = 0;
  /** The same as the list, for the methods: an effect that calls them must not depend on what they change. */
  #marks: readonly Mark[] = [];
  list = $state.raw<readonly Mark[]>([]);

  /** @param seen requests that passed before anyone looked: they get no marks. */
  constructor(seen: readonly RequestSample[]) {
    this.#last = seen.at(-1);
  }

  /** Lets marks set out for the requests that are new since the last call. */
  take(requests: readonly RequestSample[]): void {
    const fresh = newSamples(requests, this.#last);
    this.#last = requests.at(-1);
    if (fresh.length === 0) return;
    const marks = marksFor(fresh, this.#marks.length, this.#nextId);
    this.#nextId += marks.length;
    this.#set([...this.#marks, ...marks]);
  }

  /** Passes over what is new. */
  skip(requests: readonly RequestSample[]): void {
    this.#last = requests.at(-1);
    if (this.#marks.length > 0) this.#set([]);
  }

  arrived(id: number): void {
    this.#set(this.#marks.filter((mark) => mark.id !== id));
  }

  #set(marks: readonly Mark[]): void {
    this.#marks = marks;
    this.list = marks;
  }
}
