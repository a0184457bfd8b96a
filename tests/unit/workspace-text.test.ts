import { describe, expect, it } from 'vitest';
import { eraseTree } from '../../src/engine/erase.ts';
import { affectedServices, importsOf, reachableFrom } from '../../src/workspace/affected.ts';
import { sourceLinks } from '../../src/workspace/source-links.ts';
import { clampShare, shareAfterKey } from '../../src/workspace/split.ts';
import { LineMerger, plainText, Transcript, transcriptLimit } from '../../src/workspace/transcript.ts';

const service = (name: string) => ({
  name,
  kind: 'service' as const,
  summary: name,
  entry: `${name}/main.ts`,
  replicas: 1,
  env: {},
});

describe('the import graph', () => {
  const { files } = eraseTree({
    'orders/main.ts': `import { app } from './app.ts'; app();`,
    'orders/app.ts': `import type { Receipt } from '../payments/types.ts';
      import { clock } from '#kit/clock.ts';
      export const app = async (): Promise<Receipt> => (await import('../shared/log.ts')).log(clock);`,
    'payments/main.ts': `export * from '../shared/log.ts'; import 'node:http';`,
    'payments/types.ts': `export interface Receipt { id: string }`,
    'shared/log.ts': `export const log = (x: unknown): never => { throw x; };`,
    'kit/clock.ts': `export const clock = 1;`,
  });
  const tree = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, String(text)]));
  const manifest = { services: [service('orders'), service('payments')] };

  it('resolves relative paths, the kit, and dynamic imports; leaves built-ins out', () => {
    expect(importsOf('orders/app.js', tree['orders/app.js'] ?? '')).toEqual([
      'kit/clock.js',
      'shared/log.js',
    ]);
    expect(importsOf('payments/main.js', tree['payments/main.js'] ?? '')).toEqual(['shared/log.js']);
    expect(importsOf('a.js', 'this is no module')).toEqual([]);
  });

  it('follows imports to the end', () => {
    expect([...reachableFrom(tree, 'orders/main.js')].sort()).toEqual([
      'kit/clock.js',
      'orders/app.js',
      'orders/main.js',
      'shared/log.js',
    ]);
  });

  it.each([
    ['orders/app.js', ['orders']],
    ['shared/log.js', ['orders', 'payments']],
    ['payments/types.js', []],
    ['package.json', ['orders', 'payments']],
  ])('a change of %s concerns %j', (path, services) => {
    expect(affectedServices(manifest, tree, [path])).toEqual(services);
  });
});

describe('links into the sources', () => {
  const known = new Set(['orders/app.ts', 'kit/clock.ts']);

  it('finds places in stack traces, whatever the machine puts before the path', () => {
    const line = '    at handle (file:///home/lab/orders/app.js:12:5)';
    const [link] = sourceLinks(line, known);
    expect(link).toMatchObject({ file: 'orders/app.ts', line: 12, column: 5 });
    expect(line.slice(link?.start, link?.end)).toBe('orders/app.js:12:5');
  });

  it('finds several, with and without a column, and none in other files', () => {
    expect(
      sourceLinks('kit/clock.ts:3 then orders/app.ts:7:1, node:http.js:1, other.js:2', known),
    ).toMatchObject([
      { file: 'kit/clock.ts', line: 3, column: 1 },
      { file: 'orders/app.ts', line: 7, column: 1 },
    ]);
  });
});

describe('transcripts', () => {
  it('keep what was written last, from the start of a line', () => {
    const transcript = new Transcript();
    for (let n = 0; n < 40_000; n++) transcript.append(`line ${n}\n`);
    expect(transcript.text.length).toBeLessThan(transcriptLimit * 1.3);
    expect(transcript.text).toMatch(/^line \d+\n/);
    expect(transcript.text).toMatch(/line 39999\n$/);
  });

  it('are plain text without their colours', () => {
    expect(plainText('\u001b[38;5;16morders │\u001b[0m ready\n')).toBe('orders │ ready\n');
  });

  it('merge lines of many processes without mixing them', () => {
    let text = '';
    const merger = new LineMerger(
      (id) => `${id} | `,
      (each) => (text += each),
    );
    merger.append('a', 'one ');
    merger.append('b', 'two\nthr');
    merger.append('a', 'more\n');
    merger.flush('b');
    merger.flush('a');
    expect(text).toBe('b | two\na | one more\nb | thr\n');
  });
});

describe('a separator', () => {
  const limits = { min: 20, max: 60 };

  it('moves by arrows along its axis, by more with Shift, and to its limits', () => {
    expect(shareAfterKey('ArrowRight', false, 40, limits, 'vertical')).toBe(42);
    expect(shareAfterKey('ArrowLeft', true, 40, limits, 'vertical')).toBe(30);
    expect(shareAfterKey('ArrowDown', true, 58, limits, 'horizontal')).toBe(60);
    expect(shareAfterKey('Home', false, 40, limits, 'vertical')).toBe(20);
    expect(shareAfterKey('End', false, 40, limits, 'vertical')).toBe(60);
    expect(shareAfterKey('ArrowUp', false, 40, limits, 'vertical')).toBeNull();
    expect(clampShare(99, limits)).toBe(60);
  });
});
