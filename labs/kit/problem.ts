/** Errors as HTTP tells them: `application/problem+json`, RFC 9457. */

export interface ProblemOptions {
  /** What it is about in this very case, for whoever reads it. */
  readonly detail?: string;
  /** A URI that names the kind of problem. `about:blank` says that the status tells all. */
  readonly type?: string;
  /** Further header fields, such as Retry-After. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** Thrown by a handler to answer with a problem. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  /** The kind of problem in a few words: the same for every occurrence. */
  readonly title: string;
  readonly detail: string | undefined;
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, title: string, options: ProblemOptions = {}) {
    super(options.detail ?? title, { cause: options.cause });
    this.status = status;
    this.title = title;
    this.detail = options.detail;
    this.type = options.type ?? 'about:blank';
    this.headers = options.headers ?? {};
  }

  /** The members of the JSON body. */
  toJSON(): { type: string; title: string; status: number; detail?: string } {
    const { type, title, status, detail } = this;
    return { type, title, status, ...(detail === undefined ? {} : { detail }) };
  }
}
