import type { Page, Worker } from 'playwright';

/** Resolves as soon as the page and its frames have so many workers. */
export function untilWorkers(page: Page, count: number): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (page.workers().length !== count) return;
      page.off('worker', watch);
      for (const worker of page.workers()) worker.off('close', check);
      resolve();
    };
    const watch = (worker: Worker): void => {
      worker.on('close', check);
      check();
    };
    page.on('worker', watch);
    for (const worker of page.workers()) worker.on('close', check);
    check();
  });
}
