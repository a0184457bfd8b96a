/** `fs.createReadStream` and `fs.createWriteStream`. */
import { Readable, Writable } from '@jspm/core/nodelibs/stream';
import { asBytes } from '../../files.ts';
import { kept, pathOf, store, change } from '../files.ts';
import { natives } from '../natives.ts';
import { viewAsBuffer } from './buffer.ts';
import { afterwards } from './callback.ts';
import { readOptions, sync, type FileOptions } from './fs-sync.ts';

const chunkBytes = 64 * 1024;

export function createReadStream(
  path: unknown,
  options?: FileOptions & { start?: number; end?: number },
): Readable {
  const { encoding } = readOptions(options);
  let at = (typeof options === 'object' && options?.start) || 0;
  const end = typeof options === 'object' && options?.end !== undefined ? options.end + 1 : Infinity;
  const stream = new Readable({
    highWaterMark: chunkBytes,
    read() {
      try {
        sync.accessSync(path);
        const rest = asBytes(store.read(pathOf(path)) ?? '').slice(at, Math.min(at + chunkBytes, end));
        at += rest.length;
        this.push(rest.length > 0 ? viewAsBuffer(rest) : null);
      } catch (error) {
        this.destroy(error instanceof Error ? error : new Error(String(error)));
      }
    },
  });
  if (encoding && encoding !== 'buffer') stream.setEncoding(encoding);
  return Object.assign(stream, { path });
}

export function createWriteStream(path: unknown, options?: FileOptions): Writable {
  const { flag, encoding } = { ...readOptions(options) };
  const flags = (options as { flags?: string } | undefined)?.flags ?? flag ?? 'w'; // streams name it in the plural
  const full = pathOf(path);
  const stream = new Writable({
    construct(callback) {
      try {
        if (!flags.startsWith('a') || !sync.existsSync(full)) sync.write(full, '', { flag: flags });
        callback();
      } catch (error) {
        callback(error instanceof Error ? error : new Error(String(error)));
      }
    },
    write(chunk: Uint8Array, _encoding, callback) {
      const operation = {
        op: 'append',
        path: full,
        data: new Uint8Array(chunk),
        at: natives.date(),
      } as const;
      try {
        afterwards(kept(change(operation, 'write'), operation), callback);
      } catch (error) {
        callback(error instanceof Error ? error : new Error(String(error)));
      }
    },
  });
  if (encoding && encoding !== 'buffer') stream.setDefaultEncoding(encoding);
  return Object.assign(stream, { path });
}
