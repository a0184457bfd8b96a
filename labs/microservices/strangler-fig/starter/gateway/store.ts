/** Where the percentage is kept, for all gateways. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface RolloutStore {
  /** The percentage, 0 to 100. Rejects when the store cannot be reached. */
  read(): Promise<number>;
  write(percent: number): Promise<void>;
}

/** A store in a file. As long as nobody wrote to it, the percentage is 0. */
export function fileStore(path: string): RolloutStore {
  return {
    read: async () => {
      const text = await readFile(path, 'utf8').catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '0';
        throw error;
      });
      const percent = Number(text);
      if (text.trim() === '' || !Number.isFinite(percent)) throw new Error(`${path} holds no percentage.`);
      return percent;
    },
    write: async (percent) => {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, String(percent));
    },
  };
}
