/** An answer in words and text: its code explained, its body made readable, all of it to be copied. */
import type { Answer } from '../../../sidecar/model.ts';

type Received = Extract<Answer, { status: number }>;
type Failure = Extract<Answer, { error: string }>;

export const isReceived = (answer: Answer): answer is Received => 'status' in answer;

/** What a code means here. */
export function failureWords({ error, message }: Failure, service: string, port: number | undefined): string {
  const where = port === undefined ? service : `${service}, port ${port}`;
  switch (error) {
    case 'ECONNREFUSED':
      return `Refused: nobody listens on ${where}.`;
    case 'ECONNRESET':
      return `${service} broke the connection off before its answer was complete.`;
    case 'TIMEOUT':
      return `No answer from ${service} in the time given to it.`;
    case 'ABORTED':
      return 'You gave it up before an answer came.';
    default:
      return message;
  }
}

/** The body with its JSON laid out in lines; null when it is none. */
export function prettyBody({ body, encoding, truncated }: Received): string | null {
  if (encoding !== 'utf8' || truncated || !/^\s*[[{]/.test(body)) return null;
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return null;
  }
}

/** `17 bytes`, `4.2 kB` */
export function sizeWords(bytes: number): string {
  if (bytes === 1) return '1 byte';
  if (bytes < 1_000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** `0.8 ms`, `312 ms`, `12.3 s` */
export function timeWords(ms: number): string {
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  return ms < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

/** `201 Created`, `ECONNREFUSED` */
export function outcomeWords(answer: Answer): string {
  return isReceived(answer) ? `${answer.status} ${answer.statusText}`.trim() : answer.error;
}

/** Something went wrong on the way or at the callee; what the caller did wrong (4xx) is no failure. */
export const isFailure = (answer: Answer): boolean => !isReceived(answer) || answer.status >= 500;

/** The whole answer as text: status, headers, body. */
export function answerText(answer: Answer, shownBody?: string): string {
  if (!isReceived(answer)) return `${answer.error}: ${answer.message}`;
  const { status, statusText, headers, body } = answer;
  const lines = [
    `HTTP/1.1 ${status} ${statusText}`.trim(),
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  return `${lines.join('\n')}\n\n${shownBody ?? body}`;
}
