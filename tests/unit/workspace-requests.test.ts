import { describe, expect, it } from 'vitest';
import type { Answer, RequestTemplateInput } from '../../src/sidecar/model.ts';
import {
  answerText,
  failureWords,
  isFailure,
  isReceived,
  outcomeWords,
  prettyBody,
  sizeWords,
  timeWords,
} from '../../src/workspace/panels/requests/answer.ts';
import { curlCommand } from '../../src/workspace/panels/requests/curl.ts';
import {
  bodyProblem,
  draftOf,
  requestOfDraft,
  type RequestDraft,
} from '../../src/workspace/panels/requests/draft.ts';
import { RequestState, withSent } from '../../src/workspace/panels/requests/request-state.svelte.ts';

const draft: RequestDraft = { service: 'orders', method: 'GET', path: '/orders', headers: [], body: '' };
const answer = (change: Partial<Extract<Answer, { status: number }>> = {}): Answer => ({
  status: 201,
  statusText: 'Created',
  headers: [['content-type', 'application/json']],
  body: '{"id":"o-1"}',
  encoding: 'utf8',
  size: 12,
  truncated: false,
  ms: 4.2,
  startedAt: 0,
  traceId: 'a'.repeat(32),
  ...change,
});
const failure = (error: string): Answer => ({ error, message: 'In words.', ms: 1, startedAt: 0 });

describe('copy as curl', () => {
  it('leaves out what curl does by itself', () => {
    expect(curlCommand(draft, 3003)).toBe(`curl -i 'http://127.0.0.1:3003/orders'`);
  });

  it('says that a body is JSON, unless a header says what it is', () => {
    const post = { ...draft, method: 'POST', body: '{"a":1}' };
    expect(curlCommand(post, 3003)).toBe(
      `curl -i -X POST 'http://127.0.0.1:3003/orders' -H 'content-type: application/json' --data-raw '{"a":1}'`,
    );
    expect(curlCommand({ ...post, headers: [['Content-Type', 'text/plain']] }, 3003)).toBe(
      `curl -i -X POST 'http://127.0.0.1:3003/orders' -H 'Content-Type: text/plain' --data-raw '{"a":1}'`,
    );
  });

  it('quotes for the shell, and for curl itself', () => {
    const command = curlCommand(
      { ...draft, method: 'POST', path: `/o?x=[1]&who='me'`, headers: [['x-empty', '']], body: `it's $HOME` },
      3003,
    );
    expect(command).toContain(`--globoff 'http://127.0.0.1:3003/o?x=[1]&who='\\''me'\\'''`);
    expect(command).toContain(`-H 'x-empty;'`);
    expect(command).toContain(`--data-raw 'it'\\''s $HOME'`);
  });

  it('waits for no body after HEAD', () => {
    expect(curlCommand({ ...draft, method: 'HEAD' }, 1)).toBe(`curl -i --head 'http://127.0.0.1:1/orders'`);
  });
});

describe('what is written', () => {
  it('a preset becomes, with its body in lines', () => {
    const preset = {
      id: 'order',
      title: 'Order',
      service: 'orders',
      method: 'POST',
      path: '/orders',
      headers: { 'x-a': 'b' },
      body: { item: 'teapot' },
    } as const;
    expect(draftOf(preset)).toEqual({
      service: 'orders',
      method: 'POST',
      path: '/orders',
      headers: [['x-a', 'b']],
      body: '{\n  "item": "teapot"\n}',
    });
  });

  it('is sent without empty rows, and without a body where there is none', () => {
    const written = { ...draft, headers: [['', ''] as [string, string], [' x-a ', '1'] as [string, string]] };
    expect(requestOfDraft(written)).toEqual({
      request: { service: 'orders', method: 'GET', path: '/orders', headers: [['x-a', '1']] },
    });
  });

  it.each([
    [{ path: 'orders' }, /slash/],
    [{ service: '' }, /Choose the service/],
    [{ headers: [['two words', 'x']] as [string, string][] }, /"two words" is no name/],
  ])('%o is told what is wrong', (change, words) => {
    expect(requestOfDraft({ ...draft, ...change })).toEqual({ problem: expect.stringMatching(words) });
  });

  it('is told when a body is no JSON, unless it is not meant to be', () => {
    const problem = (body: string, ...headers: [string, string][]): string | null =>
      bodyProblem({ headers, body });
    expect(problem('')).toBeNull();
    expect(problem('{"a":1}')).toBeNull();
    expect(problem('{"n":{{n}},"id":"{{uuid}}","x":"{{pick:a|b}}"}')).toBeNull();
    expect(problem('{a}')).toMatch(/JSON/);
    expect(problem('{a}', ['Content-Type', 'text/plain'])).toBeNull();
    expect(problem('{a}', ['content-type', 'application/problem+json'])).toMatch(/JSON/);
  });
});

describe('an answer', () => {
  it('is read and laid out', () => {
    const received = answer();
    if (!isReceived(received)) throw new Error('it was received');
    expect(prettyBody(received)).toBe('{\n  "id": "o-1"\n}');
    expect(prettyBody({ ...received, body: 'plain' })).toBeNull();
    expect(prettyBody({ ...received, truncated: true })).toBeNull();
    expect(prettyBody({ ...received, body: '{"a":' })).toBeNull();
    expect(answerText(received)).toBe('HTTP/1.1 201 Created\ncontent-type: application/json\n\n{"id":"o-1"}');
  });

  it('is told in words where there is none', () => {
    const words = (code: string): string => {
      const failed = failure(code);
      return isReceived(failed) ? '' : failureWords(failed, 'payments', 3004);
    };
    expect(words('ECONNREFUSED')).toBe('Refused: nobody listens on payments, port 3004.');
    expect(words('ECONNRESET')).toMatch(/broke the connection off/);
    expect(words('TIMEOUT')).toMatch(/No answer/);
    expect(words('ABORTED')).toMatch(/gave it up/);
    expect(words('EPIPE')).toBe('In words.');
  });

  it('is a failure when nobody or only a 5xx answers', () => {
    expect(
      [answer(), answer({ status: 404 }), answer({ status: 503 }), failure('TIMEOUT')].map(isFailure),
    ).toEqual([false, false, true, true]);
    expect(outcomeWords(answer({ statusText: '' }))).toBe('201');
  });

  it('has its size and time in words', () => {
    expect([1, 17, 4_200, 2_500_000].map(sizeWords)).toEqual(['1 byte', '17 bytes', '4.2 kB', '2.5 MB']);
    expect([0.84, 312.4, 12_345].map(timeWords)).toEqual(['0.8 ms', '312 ms', '12.3 s']);
  });
});

describe('the state of the panel', () => {
  const service = (name: string, port?: number) =>
    ({
      name,
      kind: 'service',
      summary: '.',
      entry: `${name}/main.ts`,
      replicas: 1,
      env: {},
      ...(port === undefined ? {} : { port }),
    }) as const;
  const preset = {
    id: 'all',
    title: 'All',
    service: 'payments',
    method: 'GET',
    path: '/p',
    headers: {},
  } as const;

  function opened(
    send: (request: RequestTemplateInput, options?: { signal?: AbortSignal }) => Promise<Answer>,
  ) {
    const said: string[] = [];
    const shown: string[] = [];
    const state = new RequestState({
      manifest: {
        services: [service('orders', 3003), service('payments', 3004), service('shopper')],
        presets: [preset],
      },
      live: { send },
      view: { show: (view) => void shown.push(view) },
      announcer: { say: (words) => void said.push(words) },
    });
    return { state, said, shown };
  }

  it('begins with the first preset, and offers the services that listen', () => {
    const { state } = opened(async () => answer());
    expect(state.draft).toMatchObject({ service: 'payments', path: '/p' });
    expect(state.callable.map(({ name }) => name)).toEqual(['orders', 'payments']);
  });

  it('sends, keeps the answer, and announces it', async () => {
    const sent: RequestTemplateInput[] = [];
    const { state, said } = opened(async (request) => {
      sent.push(request);
      return answer();
    });
    state.load(draft);
    await state.send();
    state.path = '/other';
    await state.send(state.history[0]?.draft);
    expect(sent.map(({ path }) => path)).toEqual(['/orders', '/orders']);
    expect(state.history.map(({ id }) => id)).toEqual([2, 1]);
    expect(state.shown?.id).toBe(2);
    expect(said).toEqual(['201 Created. 4.2 ms.', '201 Created. 4.2 ms.']);
  });

  it('sends one at a time, and can be cancelled', async () => {
    const { promise, resolve } = Promise.withResolvers<Answer>();
    let calls = 0;
    const { state } = opened((_, options) => {
      calls++;
      options?.signal?.addEventListener('abort', () => resolve(failure('ABORTED')));
      return promise;
    });
    const first = state.send();
    await state.send();
    expect([calls, state.sending]).toEqual([1, true]);
    state.cancel();
    await first;
    expect(state.sending).toBe(false);
    expect(state.shown?.answer).toMatchObject({ error: 'ABORTED' });
  });

  it('says why nothing was sent', async () => {
    const { state, said } = opened(async () =>
      Promise.reject(new Error('The lab does not run. Run it first.')),
    );
    await state.send();
    expect(state.problem).toBe('The lab does not run. Run it first.');
    state.path = 'x';
    await state.send();
    expect(state.problem).toMatch(/slash/);
    expect(said).toHaveLength(2);
    expect(state.history).toEqual([]);
  });

  it('composes a request to a service, and leaves alone what is being written to it', () => {
    const { state, shown } = opened(async () => answer());
    state.compose('orders');
    expect(state.draft).toEqual({ service: 'orders', method: 'GET', path: '/', headers: [], body: '' });
    state.path = '/mine';
    state.compose('orders');
    expect(state.path).toBe('/mine');
    expect(shown).toEqual(['requests', 'requests']);
  });

  it('remembers the last fifty', () => {
    const entry = (id: number) => ({ id, draft, at: id, answer: answer() });
    const history = Array.from({ length: 60 }, (_, id) => id).reduce<ReturnType<typeof withSent>>(
      (list, id) => withSent(list, entry(id)),
      [],
    );
    expect(history).toHaveLength(50);
    expect(history[0]?.id).toBe(59);
  });
});
