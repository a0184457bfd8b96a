/** Memory of processes, where the system tells: Linux only. */
import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright';

/** Each process's share of what it has in memory, so that what several of them share is counted once. In megabytes. */
export async function memoryOf(pids: readonly number[]): Promise<number> {
  const read = pids.map((pid) => readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => ''));
  const kilobytes = (await Promise.all(read)).map((text) => Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0));
  const sum = kilobytes.reduce((total, each) => total + each, 0);
  return sum === 0 ? Number.NaN : sum / 1_024;
}

export async function browserMemory(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return memoryOf(processInfo.map(({ id }) => id));
}
