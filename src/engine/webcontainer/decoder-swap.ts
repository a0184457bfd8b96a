/**
 * Makes the output of processes arrive whole.
 *
 * The client of WebContainer decodes each chunk of output by itself, with one `TextDecoder` for all processes, and a
 * character that is cut by the end of a chunk is lost for good. While the client's module is evaluated (and no other:
 * `client.ts` imports this file just before it and `decoder-restore.ts` just after, and evaluation does not pause),
 * `TextDecoder` is one that gives a character for each byte. `output.ts` makes bytes of them and decodes properly.
 */
const native = globalThis.TextDecoder;
let made = 0;

class ByteDecoder extends native {
  constructor() {
    super();
    made += 1;
  }

  override decode(input?: AllowSharedBufferSource): string {
    if (!(input instanceof Uint8Array)) return super.decode(input);
    let text = '';
    // In slices, as each byte becomes an argument of the call.
    for (let at = 0; at < input.length; at += 8192) {
      text += String.fromCharCode(...input.subarray(at, at + 8192));
    }
    return text;
  }
}

globalThis.TextDecoder = ByteDecoder;

/** Gives everybody the browser's own `TextDecoder` again. */
export function restoreDecoder(): void {
  globalThis.TextDecoder = native;
}

/** Whether the client took our decoder. If not (a bundler changed the order), its text is used as it comes. */
export const outputIsBytes = (): boolean => made > 0;
