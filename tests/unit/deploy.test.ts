/** What a host is given: the image with a small server, the list for search engines. */
import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { forSearch } from '../../tools/site-integration.ts';

describe('the image of the Dockerfile', () => {
  it('has all that its server needs, and stops when it is told', async () => {
    const dockerfile = await readFile('Dockerfile', 'utf8');
    const image = await mkdtemp(join(tmpdir(), 'image-'));
    try {
      const copies = [...dockerfile.matchAll(/^COPY --from=build (.+)$/gm)].map(([, words = '']) =>
        words.split(' '),
      );
      for (const copy of copies) {
        const target = copy.pop() ?? '';
        for (const source of copy.map((each) => each.replace('/course/', ''))) {
          if (source === 'dist') continue;
          const file = target.endsWith('/')
            ? join(image, target, source.split('/').at(-1) ?? '')
            : join(image, target);
          await mkdir(dirname(file), { recursive: true });
          await cp(source, file);
        }
      }
      await mkdir(join(image, 'dist'));
      await writeFile(join(image, 'dist/index.html'), '<h1>The course</h1>');
      const [command = '', ...args] = JSON.parse(/^CMD (.+)$/m.exec(dockerfile)?.[1] ?? '[]') as string[];
      expect(command).toBe('node');
      const server = spawn(process.execPath, args, { cwd: image, env: { HOST: '127.0.0.1', PORT: '0' } });
      const ended = new Promise((resolve) => server.once('exit', resolve));
      let text = '';
      const address = await new Promise<string>((resolve, reject) => {
        server.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
        server.stdout.on('data', (chunk: Buffer) => {
          text += chunk.toString();
          const [found] = /http:\S+/.exec(text) ?? [];
          if (found !== undefined) resolve(found);
        });
        void ended.then(() => reject(new Error(`It ended: ${text}`)));
      });
      const response = await fetch(address);
      expect(await response.text()).toBe('<h1>The course</h1>');
      expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
      server.kill('SIGTERM');
      expect(await ended).toBe(0);
    } finally {
      await rm(image, { recursive: true, force: true });
    }
  });
});

describe('search engines', () => {
  const pages = ['', 'lessons/', 'lessons/teams/', '404/'];

  it('get a list of the pages where the build knows its address', () => {
    const { robots, sitemap } = forSearch(pages, '/course/', 'https://example.com');
    expect(robots).toContain('Sitemap: https://example.com/course/sitemap.xml');
    expect([...(sitemap ?? '').matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => address)).toEqual([
      'https://example.com/course/',
      'https://example.com/course/lessons/',
      'https://example.com/course/lessons/teams/',
    ]);
  });

  it('get none where it does not', () => {
    expect(forSearch(pages, '/', undefined)).toEqual({ robots: 'User-agent: *\nAllow: /\n', sitemap: null });
  });
});
