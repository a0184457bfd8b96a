import { beforeAll, afterAll, describe, expect, it, vi } from 'vitest';
import { defineLab } from '../../labs/kit/manifest.ts';
import type { Engine } from '../../src/engine/contract.ts';
import { memoryStore } from '../../src/progress/memory-store.ts';
import type { ProgressStore } from '../../src/progress/store.ts';
import type { LabPage } from '../../src/workspace/lab-page.ts';
import { MenuState } from '../../src/workspace/panels/more/menu-state.svelte.ts';
import { ShareLink } from '../../src/workspace/panels/more/share-link.svelte.ts';
import { holdsCode, packCode, sharedLimit, unpackCode } from '../../src/workspace/sharing/shared-code.ts';
import { Session } from '../../src/workspace/state/session.svelte.ts';
import { FakeMachine } from './workspace-support.ts';

beforeAll(() => void vi.stubGlobal('navigator', {}));
afterAll(() => void vi.unstubAllGlobals());

const editable = ['orders/app.ts', 'orders/more.ts'];
const code = {
  lab: 'lab',
  starterHash: 'now',
  files: { 'orders/app.ts': 'export const ü = `…`;\n'.repeat(50) },
};

/** A fragment made of anything, as an attacker might. */
async function pack(value: unknown): Promise<string> {
  const packed = new Blob([typeof value === 'string' ? value : JSON.stringify(value)])
    .stream()
    .pipeThrough(new CompressionStream('deflate-raw'));
  return `code=1.${Buffer.from(await new Response(packed).arrayBuffer()).toString('base64url')}`;
}

describe('code as a link', () => {
  it('comes back as it went, with or without the hash sign', async () => {
    const fragment = await packCode(code);
    expect(fragment).toMatch(/^code=1\.[\w-]+$/);
    expect(fragment.length).toBeLessThan(300);
    expect(holdsCode(`#${fragment}`)).toBe(true);
    expect(holdsCode('#goal')).toBe(false);
    expect(await unpackCode(`#${fragment}`, 'lab', editable)).toEqual(code);
  });

  it('is not made of more than a link may hold', async () => {
    const files = { 'orders/app.ts': 'x'.repeat(sharedLimit) };
    await expect(packCode({ ...code, files })).rejects.toThrow('a link holds at most 200 KB');
  });

  it.each([
    ['code=1.%%%', 'damaged'],
    ['code=1.AAAA', 'damaged'],
    ['code=1.', 'damaged'],
    ['code=2.abc', 'newer version'],
    [`code=1.${'A'.repeat(sharedLimit * 2)}`, 'more than 200 KB'],
  ])('of the kind %.14s is refused in words', async (fragment, words) => {
    await expect(unpackCode(fragment, 'lab', editable)).rejects.toThrow(words);
  });

  it('is refused when what it holds has another shape, or is cut', async () => {
    for (const value of [
      'no json',
      [],
      { lab: 'lab', starter: 'now' },
      { ...code, files: { a: 1 }, starter: '' },
    ])
      await expect(unpackCode(await pack(value), 'lab', editable)).rejects.toThrow('damaged');
    const whole = await packCode(code);
    await expect(unpackCode(whole.slice(0, -8), 'lab', editable)).rejects.toThrow('damaged');
  });

  it('is given up as soon as it unpacks to too much', async () => {
    const bomb = await pack('0'.repeat(100_000_000));
    expect(bomb.length).toBeLessThan(sharedLimit);
    await expect(unpackCode(bomb, 'lab', editable)).rejects.toThrow('more than 200 KB');
  });

  it('names files that it may not bring, and the lab that it is for', async () => {
    const files = { 'orders/app.ts': '', 'orders/main.ts': '', __proto__: '' };
    const fragment = await pack({ lab: 'lab', starter: '', files });
    await expect(unpackCode(fragment, 'lab', editable)).rejects.toThrow(
      'edited in this lab: orders/main.ts.',
    );
    await expect(unpackCode(await packCode(code), 'other', editable)).rejects.toThrow('another lab, “lab”');
    await expect(unpackCode(await packCode({ ...code, files: {} }), 'lab', editable)).rejects.toThrow(
      'no code',
    );
  });
});

const manifest = defineLab({
  slug: 'lab',
  title: 'Lab',
  summary: 'A lab.',
  lesson: 'lesson',
  minutes: 30,
  services: [{ name: 'orders', kind: 'service', summary: '.', entry: 'orders/main.ts', port: 3003 }],
  editable: ['orders/app.ts'],
  prediction: {
    question: '?',
    options: [
      { id: 'a', text: 'A' },
      { id: 'b', text: 'B' },
    ],
    answer: 'a',
    explanation: '.',
  },
  hints: ['one', 'two', 'three'],
  checks: ['first'],
  mutants: [],
});

const page: LabPage = {
  manifest,
  starter: { 'orders/main.ts': 'main', 'orders/app.ts': 'starter' },
  starterHash: 'now',
  urls: {
    checks: '/checks.js',
    checkSources: '/checks-sources.json',
    solution: '/solution.json',
    packages: {},
    lessons: '/lessons/',
  },
};

/** A visit: the session, which engines it asked for, and what became of the address. */
async function visit(fragment: string, store: ProgressStore = memoryStore()) {
  const asked: boolean[] = [];
  const forgetLink = vi.fn();
  const session = new Session(page, {
    chooseEngine: async ({ trusted }) => {
      asked.push(trusted);
      const kind = trusted ? 'webcontainer' : 'offline';
      const engine: Engine = { kind, machine: async () => new FakeMachine(), teardown: async () => {} };
      return { engine, kind, reason: null };
    },
    grade: async () => Promise.reject(new Error('unused')),
    fetchSolution: async () => ({}),
    openSidecar: async () => Promise.reject(new Error('unused')),
    openProgress: async () => store,
    forgetLink,
  });
  await session.begin(fragment);
  const notice = (kind: string) => session.notices.list.find((each) => each.kind === kind);
  const choose = async (kind: string, label: string): Promise<void> => {
    const action = notice(kind)?.actions.find((each) => each.label === label);
    if (!action) throw new Error(`There is no "${label}" in ${JSON.stringify(session.notices.list)}.`);
    await action.run();
  };
  return { session, store, asked, forgetLink, notice, choose };
}

const theirs = { 'orders/app.ts': 'theirs' };
const link = (files: Record<string, string> = theirs): Promise<string> =>
  packCode({ lab: 'lab', starterHash: 'now', files });

describe('opening a link', () => {
  it('asks, runs nothing, leaves the files alone, and boots the offline engine only', async () => {
    const { session, asked, notice, forgetLink } = await visit(await link());
    expect(notice('link')?.text).toContain('code that is not yours: orders/app.ts. It was not run');
    expect(session.files.current['orders/app.ts']).toBe('starter');
    expect(asked).toEqual([false]);
    expect(forgetLink).not.toHaveBeenCalled();
  });

  it('keeps the own code when told so, and trusts again', async () => {
    const { session, asked, choose, notice, forgetLink } = await visit(await link());
    await choose('link', 'Keep mine');
    expect(session.files.current['orders/app.ts']).toBe('starter');
    expect(notice('link')).toBeUndefined();
    expect(asked).toEqual([false, true]);
    expect(forgetLink).toHaveBeenCalled();
  });

  it('takes the code over with the own one in the history; it stays untrusted over a reload, until said', async () => {
    const first = await visit('');
    first.session.edit('orders/app.ts', 'mine');
    await first.session.keeper.flush();
    const second = await visit(await link(), first.store);
    await second.choose('link', 'Use this code');
    expect(second.session.files.current['orders/app.ts']).toBe('theirs');
    expect((await first.store.history('lab'))[0]).toMatchObject({
      reason: 'import',
      files: { 'orders/app.ts': 'mine' },
      foreign: false,
    });
    await second.session.keeper.flush();

    const third = await visit('', first.store);
    expect(third.asked).toEqual([false]);
    await third.choose('foreign', 'I trust this code');
    expect(third.asked).toEqual([false, true]);
    await third.session.keeper.flush();
    expect((await visit('', first.store)).asked).toEqual([true]);
  });

  it('can be undone', async () => {
    const { session, choose, notice } = await visit(await link());
    await choose('link', 'Use this code');
    await choose('reset', 'Undo');
    expect(session.files.current['orders/app.ts']).toBe('starter');
    expect(session.sharing.foreign).toBe(false);
    expect(notice('foreign')).toBeUndefined();
  });

  it('distrusts what comes back from the history', async () => {
    const { session, asked, choose } = await visit(await link());
    await choose('link', 'Use this code');
    await session.reset();
    await session.sharing.trust();
    const [snapshot] = session.keeper.history;
    if (!snapshot) throw new Error('The reset put nothing into the history.');
    await session.restoreSnapshot(snapshot);
    expect(session.sharing.foreign).toBe(true);
    expect(asked.at(-1)).toBe(false);
  });

  it('leaves WebContainer when a link is opened on a page that is there already', async () => {
    const { session, asked, notice } = await visit('');
    expect(asked).toEqual([true]);
    await session.sharing.open(await link());
    expect(asked).toEqual([true, false]);
    expect(notice('link')?.actions).toHaveLength(2);
  });

  it('says what is wrong with a broken one, and goes on as if there were none', async () => {
    const { asked, notice } = await visit('#code=1.%%%');
    expect(notice('link')).toMatchObject({ tone: 'failure', text: expect.stringContaining('damaged') });
    expect(asked.at(-1)).toBe(true);
  });
});

describe('making a link', () => {
  it('is copied and announced, or left to be copied by hand', async () => {
    const { session } = await visit('');
    const share = new ShareLink(session);
    await share.make('https://course.test/labs/lab/');
    expect(share.link).toBeNull();
    session.edit('orders/app.ts', 'mine');
    await share.make('https://course.test/labs/lab/');
    expect(share.link).toMatch(/^https:\/\/course\.test\/labs\/lab\/#code=1\./);
    const writeText = vi.fn(async () => {});
    await share.copy({ writeText });
    expect(writeText).toHaveBeenCalledWith(share.link);
    expect(session.announcer.messages.join('')).toBe('The link is copied.');
    await share.copy({ writeText: async () => Promise.reject(new Error('denied')) });
    expect(share.status).toContain('copy it yourself');
  });
});

describe('the More menu', () => {
  it('goes round by arrows, to the ends, and by letter', () => {
    const labels = ['Share', 'Download', 'History', 'Shortcuts'];
    const menu = new MenuState(() => labels.length);
    menu.show();
    expect(menu.press('ArrowUp', labels)).toBe(true);
    expect(menu.at).toBe(3);
    menu.press('ArrowDown', labels);
    expect(menu.at).toBe(0);
    menu.press('s', labels);
    expect(menu.at).toBe(3);
    menu.press('s', labels);
    expect(menu.at).toBe(0);
    expect(menu.press('x', labels)).toBe(false);
    menu.press('End', labels);
    expect(menu.at).toBe(3);
    menu.show('last');
    expect(menu).toMatchObject({ open: true, at: 3 });
  });
});
