/**
 * `Request`, `Response` and `Headers` as Node has them. The browser's own filter what a page may not set or see
 * (cookies, `host`), so ours keep their header fields in an unguarded `Headers` beside them.
 */
import { loop } from '../event-loop.ts';
import { natives } from '../natives.ts';

const { Request: NativeRequest, Response: NativeResponse, Headers, Blob } = natives;

export class Request extends NativeRequest {
  readonly #headers: Headers;
  readonly #method: string;
  readonly #streamed: boolean;

  constructor(input: RequestInfo | URL, init: RequestInit = {}) {
    const source = input instanceof Request ? input : undefined;
    const { headers, body: given, ...rest } = init;
    const body = asBody(given);
    const streamed = body instanceof ReadableStream;
    // Browsers refuse a stream without this; Node asks for it as well.
    const own = body === undefined ? rest : { ...rest, body, ...(streamed ? { duplex: 'half' } : {}) };
    super(source ?? input, own);
    this.#streamed = streamed || (given === undefined && source !== undefined && source.#streamed);
    this.#headers = new Headers(headers ?? source?.headers);
    this.#method = super.method;
    const type = super.headers.get('content-type');
    if (type && !this.#headers.has('content-type')) this.#headers.set('content-type', type);
  }

  /** Its body is a stream, so that nobody knows its length. */
  static isStreamed(request: Request): boolean {
    return request.#streamed;
  }

  override get headers(): Headers {
    return this.#headers;
  }

  override get method(): string {
    return this.#method;
  }

  override clone(): Request {
    return new Request(super.clone(), { headers: this.#headers });
  }
}

/** Node takes any async iterable as a body, one of its own streams for one. */
function asBody(body: RequestInit['body']): RequestInit['body'] {
  if (typeof body !== 'object' || body === null || body instanceof ReadableStream) return body;
  if (!(Symbol.asyncIterator in body)) return body;
  const iterator = (body as AsyncIterable<Uint8Array | string>)[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

/** What a fetched response knows beyond what a constructor can set. */
export interface Fetched {
  url: string;
  redirected: boolean;
  headers: Headers;
  type?: ResponseType;
}

export class Response extends NativeResponse {
  readonly #headers: Headers;
  #fetched: Fetched | undefined;

  constructor(body?: BodyInit | null, init: ResponseInit = {}) {
    super(body, init);
    this.#headers = new Headers(init.headers);
    const type = super.headers.get('content-type');
    if (type && !this.#headers.has('content-type')) this.#headers.set('content-type', type);
  }

  static fetched(body: BodyInit | null, init: ResponseInit, fetched: Fetched): Response {
    const { headers: _, ...rest } = init;
    const response = new Response(body, rest);
    response.#fetched = fetched;
    return response;
  }

  static override json(data: unknown, init: ResponseInit = {}): Response {
    const headers = new Headers(init.headers);
    if (!headers.has('content-type')) headers.set('content-type', 'application/json');
    return new Response(JSON.stringify(data), { ...init, headers });
  }

  static override redirect(url: string | URL, status = 302): Response {
    if (![301, 302, 303, 307, 308].includes(status)) throw new RangeError(`Invalid status code ${status}`);
    return new Response(null, { status, headers: { location: String(new URL(url)) } });
  }

  override get headers(): Headers {
    return this.#fetched?.headers ?? this.#headers;
  }

  override get url(): string {
    return this.#fetched?.url ?? '';
  }

  override get redirected(): boolean {
    return this.#fetched?.redirected ?? false;
  }

  override get type(): ResponseType {
    return this.#fetched ? (this.#fetched.type ?? 'basic') : 'default';
  }

  // Read here and not by the browser, which would tell of no error but its own.

  override async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    if (this.bodyUsed) throw new TypeError('Body is unusable: Body has already been read');
    const chunks: Uint8Array[] = [];
    const release = loop.hold();
    try {
      const reader = this.body?.getReader();
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
        chunks.push(part.value);
    } finally {
      release();
    }
    const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
    let at = 0;
    for (const chunk of chunks) {
      whole.set(chunk, at);
      at += chunk.length;
    }
    return whole;
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.bytes()).buffer;
  }

  override async text(): Promise<string> {
    return new TextDecoder().decode(await this.bytes());
  }

  override async json(): Promise<unknown> {
    return JSON.parse(await this.text()) as unknown;
  }

  override async blob(): Promise<Blob> {
    return new Blob([await this.bytes()], { type: this.headers.get('content-type') ?? '' });
  }

  override async formData(): Promise<FormData> {
    const type = this.headers.get('content-type') ?? '';
    return new NativeResponse(await this.bytes(), { headers: { 'content-type': type } }).formData();
  }

  override clone(): Response {
    const copy = super.clone();
    const fetched = this.#fetched ?? {
      url: '',
      redirected: false,
      headers: this.#headers,
      type: 'default' as const,
    };
    return Response.fetched(
      copy.body,
      { status: this.status, statusText: this.statusText },
      { ...fetched, headers: new Headers(fetched.headers) },
    );
  }
}

/** Reading a body goes through the browser and back, and nothing of ours would keep the process alive meanwhile. */
function holdWhileReading(prototype: object, names: readonly string[]): void {
  for (const name of names) {
    const read: unknown = Reflect.get(prototype, name);
    if (typeof read !== 'function') continue;
    Object.defineProperty(prototype, name, {
      configurable: true,
      writable: true,
      value: async function (this: unknown): Promise<unknown> {
        const release = loop.hold();
        try {
          return await (Reflect.apply(read, this, []) as Promise<unknown>);
        } finally {
          release();
        }
      },
    });
  }
}

const readers = ['arrayBuffer', 'blob', 'bytes', 'formData', 'json', 'text'];
for (const owner of [NativeRequest, NativeResponse, Blob]) holdWhileReading(owner.prototype, readers);
for (const [owner, name] of [
  [Request, 'Request'],
  [Response, 'Response'],
] as const) {
  Object.defineProperty(owner.prototype, Symbol.toStringTag, { value: name, configurable: true });
}
