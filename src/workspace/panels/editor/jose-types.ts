/** Types of jose for the editor, as the package has them. A chunk of its own, for labs that import it. */
const modules = import.meta.glob<string>('/node_modules/jose/dist/types/**/*.d.ts', {
  eager: true,
  query: '?raw',
  import: 'default',
});

/** The declarations with the addresses under which the editor's TypeScript looks for them. */
export const libraries: readonly { filePath: string; content: string }[] = [
  ...Object.entries(modules).map(([path, content]) => ({ filePath: `file://${path}`, content })),
  // The editor has no manifests of packages, which would say where the declarations begin.
  {
    filePath: 'file:///node_modules/jose/index.d.ts',
    content: `export * from './dist/types/index.js';`,
  },
];
