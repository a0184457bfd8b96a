/**
 * A learner's code as a link: the files that differ from the starter, deflated, in the part of the address that
 * browsers keep to themselves. No server ever sees it.
 */
import * as z from 'zod/mini';
import type { TextFiles } from '../../progress/changes.ts';

export interface SharedCode {
  /** Slug of the lab. */
  readonly lab: string;
  /** The hash of the starter from which these files differ. */
  readonly starterHash: string;
  /** Text by path, only of files that differ from the starter. */
  readonly files: TextFiles;
}

/** How much a link may hold once it is unpacked, in bytes. */
export const sharedLimit = 200_000;

/** Version 1 of the format: `#code=1.` and then base64url of deflated JSON. */
const prefix = 'code=1.';
const anyVersion = /^#?code=/;

const schema = z.object({
  lab: z.string(),
  starter: z.string(),
  files: z.record(z.string(), z.string()),
});

/** A link that cannot be used. The message says why and what to do, in words for the learner. */
export class LinkProblem extends Error {
  override readonly name = 'LinkProblem';
}

/** Whether the fragment of an address claims to hold code. */
export function holdsCode(fragment: string): boolean {
  return anyVersion.test(fragment);
}

/**
 * The fragment for a link, without `#`.
 * @throws {LinkProblem} when it is more than {@link sharedLimit}.
 */
export async function packCode({ lab, starterHash, files }: SharedCode): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify({ lab, starter: starterHash, files }));
  if (bytes.length > sharedLimit) {
    throw new LinkProblem(
      `Your files are ${kilobytes(bytes.length)}, and a link holds at most ${kilobytes(sharedLimit)}. Download the lab and pass the file on instead.`,
    );
  }
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return prefix + toBase64Url(new Uint8Array(await new Response(packed).arrayBuffer()));
}

/**
 * What a link's fragment holds for this lab.
 * @param editable the only files that a link may bring.
 * @throws {LinkProblem} when the link is broken, too large, or not for this lab.
 */
export async function unpackCode(
  fragment: string,
  lab: string,
  editable: readonly string[],
): Promise<SharedCode> {
  const { lab: of, starter, files } = await read(fragment.replace(/^#/, ''));
  if (of !== lab) {
    throw new LinkProblem(
      `This link holds code for another lab, “${shortened(of)}”. Open it on that lab’s page.`,
    );
  }
  const foreign = Object.keys(files).filter((path) => !editable.includes(path));
  if (foreign.length > 0) {
    const names = foreign.slice(0, 5).map(shortened).join(', ');
    throw new LinkProblem(
      `This link holds files that cannot be edited in this lab: ${names}${foreign.length > 5 ? ' and more' : ''}. None of it was taken over. Ask for a new link.`,
    );
  }
  if (Object.keys(files).length === 0) {
    throw new LinkProblem('This link holds no code: whoever made it had not edited the lab.');
  }
  return { lab: of, starterHash: starter, files };
}

async function read(fragment: string): Promise<z.infer<typeof schema>> {
  if (!fragment.startsWith(prefix)) {
    throw new LinkProblem(
      'This link was made by a newer version of the course. Reload the page, then open it again.',
    );
  }
  const packed = fragment.slice(prefix.length);
  // Base64 needs four characters for three bytes, and what was deflated is hardly larger than before.
  if (packed.length > sharedLimit * 1.4) throw tooLarge();
  const text = await inflate(packed);
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw broken(cause);
  }
}

async function inflate(packed: string): Promise<string> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  try {
    const inflated = new Blob([fromBase64Url(packed)])
      .stream()
      .pipeThrough(new DecompressionStream('deflate-raw'));
    const reader = inflated.getReader();
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      length += chunk.value.length;
      if (length > sharedLimit) {
        // A few bytes can unpack to gigabytes, so it stops here and not at the end.
        void reader.cancel();
        throw tooLarge();
      }
      chunks.push(chunk.value);
    }
    const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer());
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    if (cause instanceof LinkProblem) throw cause;
    throw broken(cause);
  }
}

const tooLarge = (): LinkProblem =>
  new LinkProblem(
    `This link holds more than ${kilobytes(sharedLimit)}, which is too much. It was not opened.`,
  );

const broken = (cause: unknown): LinkProblem =>
  new LinkProblem(
    'This link is damaged: the code in it cannot be read. It may have been cut where it was pasted. Ask for it again.',
    { cause },
  );

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1000)} KB`;
}

function shortened(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name;
}

function toBase64Url(bytes: Uint8Array): string {
  const characters = Array.from(bytes, (byte) => String.fromCharCode(byte));
  return btoa(characters.join('')).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const characters = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(characters, (character) => character.charCodeAt(0));
}
