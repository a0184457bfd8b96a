/** A menu button's menu: whether it is open, and which item the keyboard is at. */
export class MenuState {
  readonly #count: () => number;
  open = $state(false);
  /** Index of the item that has the focus. */
  at = $state(0);

  /** @param count how many items there are now. */
  constructor(count: () => number) {
    this.#count = count;
  }

  show(at: 'first' | 'last' = 'first'): void {
    this.open = true;
    this.at = at === 'first' ? 0 : this.#count() - 1;
  }

  close(): void {
    this.open = false;
  }

  /**
   * What a key does while the menu is open.
   * @param labels of the items: a letter goes to the next item that begins with it.
   * @returns whether the key was meant for the menu.
   */
  press(key: string, labels: readonly string[]): boolean {
    const count = this.#count();
    switch (key) {
      case 'ArrowDown':
        this.at = (this.at + 1) % count;
        return true;
      case 'ArrowUp':
        this.at = (this.at + count - 1) % count;
        return true;
      case 'Home':
        this.at = 0;
        return true;
      case 'End':
        this.at = count - 1;
        return true;
      default:
        return key.length === 1 && this.#goToLetter(key.toLowerCase(), labels);
    }
  }

  #goToLetter(letter: string, labels: readonly string[]): boolean {
    const order = labels.map((_, step) => (this.at + 1 + step) % labels.length);
    const found = order.find((index) => labels[index]?.toLowerCase().startsWith(letter));
    if (found === undefined) return false;
    this.at = found;
    return true;
  }
}
