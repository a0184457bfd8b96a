import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LabManifest } from '../../labs/kit/manifest.ts';
import { nodeProject, projectArchive } from '../../src/workspace/download/node-project.ts';
import { zip } from '../../src/workspace/download/zip.ts';

const run = promisify(execFile);
/** Python's reader checks every sum, and is at hand on most machines. */
const python = spawnSync('python3', ['--version']).status === 0;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'split-decision-download-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('a zip archive', () => {
  it.runIf(python)('is read by others, names and all', async () => {
    const file = join(folder, 'a.zip');
    const binary = Uint8Array.from({ length: 1000 }, (_, index) => index % 256);
    await writeFile(
      file,
      zip({ 'a/ü.ts': 'grüße\n', 'a/empty': '', 'a/binary': binary }, new Date(2026, 10, 23, 12, 34, 56)),
    );
    const script = `
import json, sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
print(json.dumps([[e.filename, list(e.date_time), archive.read(e).hex()] for e in archive.infolist()]))`;
    const { stdout } = await run('python3', ['-c', script, file]);
    const at = [2026, 11, 23, 12, 34, 56];
    expect(JSON.parse(stdout)).toEqual([
      ['a/ü.ts', at, Buffer.from('grüße\n').toString('hex')],
      ['a/empty', at, ''],
      ['a/binary', at, Buffer.from(binary).toString('hex')],
    ]);
  });

  it('is empty when it holds nothing', () => {
    expect(zip({})).toHaveLength(22);
  });
});

describe('a lab for the own Node', () => {
  const root = new URL('../../.generated/labs/circuit-breaker/', import.meta.url);
  // Both were written from validated data by the build.
  const manifest = JSON.parse(readFileSync(new URL('manifest.json', root), 'utf8')) as LabManifest;
  const { files } = JSON.parse(readFileSync(new URL('starter.json', root), 'utf8')) as {
    files: Record<string, string>;
  };

  it('has one folder with a start script, a README and the files as they are', () => {
    const project = nodeProject(manifest, files);
    expect(JSON.parse(String(project['package.json']))).toMatchObject({
      type: 'module',
      imports: { '#kit/*': './kit/*' },
      scripts: { start: 'node run.mjs' },
    });
    expect(project['orders/app.ts']).toBe(files['orders/app.ts']);
    expect(project['README.md']).toContain('orders on 3003, payments on 3004');
    expect(text(projectArchive('circuit-breaker', project))).toContain('circuit-breaker/run.mjs');
  });

  it.runIf(python)('runs after unpacking, on ports of its own', { timeout: 30_000 }, async () => {
    const archive = join(folder, 'lab.zip');
    await writeFile(archive, projectArchive('lab', nodeProject(manifest, files)));
    await run('python3', ['-m', 'zipfile', '-e', archive, folder]);
    const [orders, payments] = await Promise.all([freePort(), freePort()]);
    const child = spawn(
      process.execPath,
      ['run.mjs', '--port', `orders=${orders}`, '--port', `payments=${payments}`],
      { cwd: join(folder, 'lab') },
    );
    try {
      // The shopper orders a teapot, and is told so: three processes have found each other.
      await line(child, /^shopper +\| .*201/);
      const response = await fetch(`http://127.0.0.1:${payments}/payments`);
      expect(response.status).toBe(200);
    } finally {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    await expect(fetch(`http://127.0.0.1:${payments}/payments`)).rejects.toThrow();
  });

  it('says what is wrong with a port that it is given', async () => {
    for (const [path, content] of Object.entries(nodeProject(manifest, {})))
      await writeFile(join(folder, path), content);
    const failed = await run(process.execPath, ['run.mjs', '--port', 'nobody=1'], { cwd: folder }).catch(
      (error: unknown) => error,
    );
    expect(failed).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Services: orders, payments.'),
    });
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Resolves with the first line that matches; rejects with all of them when the process ends before. */
async function line(child: ChildProcess, pattern: RegExp): Promise<string> {
  const seen: string[] = [];
  if (!child.stdout) throw new Error('The process has no output.');
  for await (const each of createInterface({ input: child.stdout })) {
    seen.push(each);
    if (pattern.test(each)) return each;
  }
  throw new Error(`It ended without such a line. Its output was:\n${seen.join('\n')}`);
}
