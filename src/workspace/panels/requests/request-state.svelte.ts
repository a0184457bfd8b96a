/** The learner's own requests: the one being written, the one under way, and those of this session with their answers. */
import type { LabManifest } from '../../../../labs/kit/manifest.ts';
import type { Answer, Header } from '../../../sidecar/model.ts';
import type { Announcer } from '../../state/announcer.svelte.ts';
import type { LiveState } from '../../state/live.svelte.ts';
import type { ViewState } from '../../state/view.svelte.ts';
import { failureWords, isReceived, outcomeWords, timeWords } from './answer.ts';
import { draftOf, requestOfDraft, type RequestDraft } from './draft.ts';

/** A request that was sent, and what came of it. */
export interface SentRequest {
  /** Counts up. */
  readonly id: number;
  readonly draft: RequestDraft;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly answer: Answer;
}

const mostSent = 50;
/** How long an answer may take, in milliseconds. A paused service can be resumed within it. */
const timeoutMs = 60_000;

/** A list with one more at its head; what is too old falls off. */
export function withSent(history: readonly SentRequest[], sent: SentRequest): readonly SentRequest[] {
  return [sent, ...history].slice(0, mostSent);
}

interface Parts {
  readonly manifest: Pick<LabManifest, 'services' | 'presets'>;
  readonly live: Pick<LiveState, 'send'>;
  readonly view: Pick<ViewState, 'show'>;
  readonly announcer: Pick<Announcer, 'say'>;
}

export class RequestState {
  readonly #parts: Parts;
  #sent = 0;
  #underWay: AbortController | null = null;

  service = $state('');
  method = $state('GET');
  path = $state('/');
  headers = $state<Header[]>([]);
  body = $state('');

  /** Newest first. */
  history = $state.raw<readonly SentRequest[]>([]);
  /** The one whose answer is shown. */
  shown = $state.raw<SentRequest | null>(null);
  /** A request is under way. */
  sending = $state(false);
  /** Why it was not sent at all, in words. */
  problem = $state<string | null>(null);
  /** The body of the answer is shown as it came, not laid out. */
  raw = $state(false);

  constructor(parts: Parts) {
    this.#parts = parts;
    const [preset] = parts.manifest.presets;
    if (preset) this.load(draftOf(preset));
    else this.service = this.callable[0]?.name ?? '';
  }

  /** Services that a request can be sent to. */
  get callable(): readonly { readonly name: string; readonly port: number }[] {
    return this.#parts.manifest.services.flatMap(({ name, port }) =>
      port === undefined ? [] : [{ name, port }],
    );
  }

  get draft(): RequestDraft {
    const { service, method, path, headers, body } = this;
    return { service, method, path, headers: headers.map(([name, value]): Header => [name, value]), body };
  }

  portOf(service: string): number | undefined {
    return this.callable.find(({ name }) => name === service)?.port;
  }

  /** Puts a request into the fields. */
  load({ service, method, path, headers, body }: RequestDraft): void {
    this.service = service;
    this.method = method;
    this.path = path;
    this.headers = headers.map(([name, value]): Header => [name, value]);
    this.body = body;
    this.problem = null;
  }

  /** Brings the panel to the front with a request to this service: its first preset, where it has one. */
  compose(service: string): void {
    const preset = this.#parts.manifest.presets.find((each) => each.service === service);
    if (this.service !== service) {
      this.load(preset ? draftOf(preset) : { service, method: 'GET', path: '/', headers: [], body: '' });
    }
    this.#parts.view.show('requests');
  }

  /** Sends what the fields say, or a request of the history once more. One at a time. */
  async send(draft: RequestDraft = this.draft): Promise<void> {
    if (this.#underWay) return;
    const made = requestOfDraft(draft);
    if ('problem' in made) return this.#tell(made.problem);
    const { live, announcer } = this.#parts;
    this.problem = null;
    this.#underWay = new AbortController();
    this.sending = true;
    try {
      const answer = await live.send(made.request, { timeoutMs, signal: this.#underWay.signal });
      const sent = { id: ++this.#sent, draft, at: Date.now(), answer };
      this.history = withSent(this.history, sent);
      this.shown = sent;
      const words = isReceived(answer)
        ? outcomeWords(answer)
        : failureWords(answer, draft.service, this.portOf(draft.service));
      announcer.say(`${words}${words.endsWith('.') ? '' : '.'} ${timeWords(answer.ms)}.`);
    } catch (error) {
      this.#tell(error instanceof Error ? error.message : String(error));
    } finally {
      this.#underWay = null;
      this.sending = false;
    }
  }

  /** Gives up the request under way. It has an answer all the same: ABORTED. */
  cancel(): void {
    this.#underWay?.abort();
  }

  #tell(problem: string): void {
    this.problem = problem;
    this.#parts.announcer.say(problem);
  }
}
