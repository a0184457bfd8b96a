/** The page's end of the benchmark: the offline engine, measured. */
import { boot } from '../../../src/engine/offline/index.ts';
import { Bench, type Subject } from '../bench.ts';

declare global {
  // `var`, as only that declares a property of the global object.
  var bench: Bench;
  var prepare: (subject: Subject) => void;
}

globalThis.prepare = (subject) => {
  globalThis.bench = new Bench(boot, subject);
};
