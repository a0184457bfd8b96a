/** Which keys open the search, and where they do not. */
import { describe, expect, it } from 'vitest';
import { opensSearch, type Focus, type Press } from '../../src/components/search/keys.ts';

const press = (key: string, held: Partial<Press> = {}): Press => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('the keys of the search', () => {
  it.each<[string, Press, Focus, boolean]>([
    ['a slash on the page', press('/'), 'page', true],
    // On a German keyboard the slash is Shift 7.
    ['a slash with Shift', press('/', { shiftKey: true }), 'page', true],
    ['a slash that is typed', press('/'), 'field', false],
    ['a slash in the editor', press('/'), 'editor', false],
    ['Ctrl K', press('k', { ctrlKey: true }), 'page', true],
    ['Command K in a field', press('k', { metaKey: true }), 'field', true],
    ['Ctrl K in the editor, which has chords with it', press('k', { ctrlKey: true }), 'editor', false],
    ['Ctrl Shift K', press('K', { ctrlKey: true, shiftKey: true }), 'page', false],
    ['a plain k', press('k'), 'page', false],
    ['Ctrl slash', press('/', { ctrlKey: true }), 'page', false],
  ])('%s', (_name, event, focus, opens) => {
    expect(opensSearch(event, focus)).toBe(opens);
  });
});
