/** The worker that compiles modules for all processes of an engine. It never runs what it compiles. */
import { compileModule } from './transform.ts';

interface CompilerScope {
  onmessage: ((event: MessageEvent<{ id: number; text: string }>) => void) | null;
  postMessage(message: unknown): void;
}

// Types of a dedicated worker and of a page cannot be loaded together; this names the little that is used.
const scope = globalThis as unknown as CompilerScope;

scope.onmessage = ({ data: { id, text } }) => scope.postMessage({ id, result: compileModule(text) });
