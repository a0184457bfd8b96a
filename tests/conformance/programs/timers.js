import {
  setTimeout as sleep,
  setImmediate as immediate,
  setInterval as every,
  scheduler,
} from 'node:timers/promises';
import { readFile } from 'node:fs';
import { say, outcome } from './say.js';

const order = [];
const note = (name) => () => order.push(name);
await new Promise((resolve) => {
  // From within a callback of the loop the order is certain: ticks, microtasks, immediates, timers.
  readFile(new URL(import.meta.url), () => {
    setTimeout(note('timeout 1'), 0);
    setImmediate(note('immediate 1'));
    process.nextTick(note('tick 1'));
    Promise.resolve().then(note('micro 1')).then(note('micro 2'));
    process.nextTick(() => {
      order.push('tick 2');
      process.nextTick(note('tick 3'));
      Promise.resolve().then(note('micro 3'));
    });
    queueMicrotask(note('micro 4'));
    setImmediate(() => {
      order.push('immediate 2');
      setImmediate(note('immediate 3'));
      setTimeout(note('timeout 2'), 0);
      process.nextTick(note('tick 4'));
      Promise.resolve().then(note('micro 5'));
    });
    setTimeout(resolve, 40);
  });
});
say(
  'order',
  order.filter((name) => !['timeout 2', 'immediate 3'].includes(name)),
);

order.length = 0;
await new Promise((resolve) => {
  setTimeout(note('20 a'), 20);
  setTimeout(note('10'), 10);
  setTimeout(note('20 b'), 20);
  setTimeout(() => {
    order.push('5');
    Promise.resolve().then(note('micro of 5'));
    process.nextTick(note('tick of 5'));
  }, 5);
  setTimeout(note('5 b'), 5);
  setTimeout(resolve, 60);
});
say('by time', order);

const cancelled = setTimeout(() => say('never'), 1);
clearTimeout(cancelled);
const byNumber = setTimeout(() => say('never'), 1);
clearTimeout(+byNumber);
clearTimeout(undefined);
clearTimeout('nonsense');
clearImmediate(setImmediate(() => say('never')));
let ticks = 0;
await new Promise((resolve) => {
  const interval = setInterval(() => {
    if (++ticks === 3) {
      clearInterval(interval);
      resolve();
    }
  }, 5);
});
say('interval', ticks);
const timer = setTimeout(() => {}, 1000);
say('refs', [
  timer.hasRef(),
  timer.unref().hasRef(),
  timer.ref().hasRef(),
  typeof timer[Symbol.toPrimitive](),
]);
timer.close();
order.length = 0;
await new Promise((resolve) => {
  const refreshed = setTimeout(note('refreshed'), 50);
  setTimeout(note('not refreshed'), 60);
  setTimeout(() => refreshed.refresh(), 20);
  setTimeout(resolve, 150);
});
say('a refresh puts it behind the other', order);
setTimeout((...args) => say('arguments', args), 1, 'a', 2);
say('promise', await sleep(5, 'value'));
say('immediate', await immediate('soon'));
say('wait', (await scheduler.wait(1)) === undefined);
const stop = new AbortController();
const waiting = outcome(sleep(10_000, undefined, { signal: stop.signal }));
stop.abort();
say('aborted', await waiting);
const counted = [];
for await (const value of every(3, 'tick')) if (counted.push(value) === 3) break;
say('every', counted);
await (async () => {
  try {
    setTimeout('text');
  } catch (error) {
    say('no function', error.code);
  }
})();
setTimeout(() => say('unref does not hold the process'), 100_000).unref();
process.on('exit', () => say('exit'));
