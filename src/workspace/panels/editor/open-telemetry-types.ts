/**
 * Types of OpenTelemetry's packages for the editor, as the packages have them. A chunk of its own, for labs that import
 * them.
 */
const modules = import.meta.glob<string>(
  '/node_modules/@opentelemetry/{api,core,resources,sdk-trace}/dist/**/*.d.mts',
  { eager: true, query: '?raw', import: 'default' },
);

const packages = ['api', 'core', 'resources', 'sdk-trace'];

/** The one export that labs have of it; its other types would bring metrics and logs along. */
const transformer = `import type { ReadableSpan } from '@opentelemetry/sdk-trace';
export declare const JsonTraceSerializer: {
  serializeRequest(spans: readonly ReadableSpan[]): Uint8Array | undefined;
};`;

/** The declarations with the addresses under which the editor's TypeScript looks for them. */
export const libraries: readonly { filePath: string; content: string }[] = [
  ...Object.entries(modules).map(([path, content]) => ({ filePath: `file://${path}`, content })),
  ...packages.map((name) => ({
    filePath: `file:///node_modules/@opentelemetry/${name}/index.d.ts`,
    content: `export * from './dist/index.mjs';`,
  })),
  { filePath: 'file:///node_modules/@opentelemetry/otlp-transformer/index.d.ts', content: transformer },
];
