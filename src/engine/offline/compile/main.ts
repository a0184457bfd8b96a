/** The worker that compiles modules for all processes of an engine. It never runs what it compiles. */
import { receiveFrom, sendOver } from '../ports.ts';
import { compileModule } from './transform.ts';

// Types of a dedicated worker and of a page cannot be loaded together; its scope talks as a Worker does.
const scope = globalThis as unknown as Worker;

receiveFrom(scope, (data) => {
  // From the kernel, one at a time, see kernel/compiler.ts.
  sendOver(scope, compileModule(data as string));
});
