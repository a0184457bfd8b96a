/** Puts the search dialog into the page; its script is loaded when the search is first opened. */
import { mount } from 'svelte';
import { loadSearch } from './pagefind.ts';
import SearchDialog from './SearchDialog.svelte';

/** @returns a function that opens the dialog. */
export function makeSearchDialog(): () => void {
  const dialog = mount(SearchDialog, { target: document.body, props: { loadSearch } });
  return () => dialog.open();
}
