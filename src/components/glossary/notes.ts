/**
 * The note that explains a term on hover and focus. It stands in the top layer, so nothing moves; it can be hovered
 * itself, Escape takes it away, and without this script the term is a link to the glossary.
 */

/** Milliseconds: the pointer may cross the gap between term and note, and passing over a term shows nothing. */
const delays = { show: 180, hide: 220 };
const gap = 6;

/** Stands in the text whose terms it explains, and holds the note. */
class TermNotes extends HTMLElement {
  #note: HTMLElement | undefined;
  #shown: HTMLAnchorElement | null = null;
  #timer = 0;

  connectedCallback(): void {
    const text = this.parentElement;
    if (!text) return;
    const termOf = (event: Event): HTMLAnchorElement | null =>
      event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a.term') : null;

    text.addEventListener('focusin', (event) => {
      const term = termOf(event);
      if (term?.matches(':focus-visible')) this.#show(term);
    });
    text.addEventListener('focusout', () => this.#hide());
    text.addEventListener('pointerover', (event) => {
      const term = termOf(event);
      if (term && event.pointerType === 'mouse') this.#later(delays.show, () => this.#show(term));
    });
    text.addEventListener('pointerout', (event) => {
      if (termOf(event) && event.pointerType === 'mouse') this.#later(delays.hide, () => this.#hide());
    });
    // A finger has no hover: the first touch explains, the next one follows the link.
    text.addEventListener('click', (event) => {
      const term = termOf(event);
      const touched = event instanceof PointerEvent && event.pointerType === 'touch';
      if (!term || !touched || term === this.#shown) return;
      event.preventDefault();
      this.#show(term);
    });
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.#hide();
    });
    document.addEventListener('pointerdown', (event) => {
      if (event.pointerType === 'touch' && !termOf(event)) this.#hide();
    });
  }

  #later(ms: number, action: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(action, ms);
  }

  #show(term: HTMLAnchorElement): void {
    clearTimeout(this.#timer);
    if (this.#shown && this.#shown !== term) this.#hide();
    this.#note ??= this.#make();
    this.#note.textContent = term.dataset['definition'] ?? '';
    term.setAttribute('aria-describedby', this.#note.id);
    this.#shown = term;
    this.#note.showPopover();
    place(this.#note, term);
  }

  #hide(): void {
    clearTimeout(this.#timer);
    this.#shown?.removeAttribute('aria-describedby');
    this.#shown = null;
    if (this.#note?.matches(':popover-open')) this.#note.hidePopover();
  }

  #make(): HTMLElement {
    const note = document.createElement('div');
    note.id = 'term-note';
    note.className = 'term-note';
    note.setAttribute('role', 'tooltip');
    note.popover = 'manual';
    note.addEventListener('pointerenter', () => clearTimeout(this.#timer));
    note.addEventListener('pointerleave', () => this.#later(delays.hide, () => this.#hide()));
    // The focus may scroll its term into view, and the note goes with it.
    addEventListener('scroll', () => this.#shown && place(note, this.#shown), { passive: true });
    this.append(note);
    return note;
  }
}

/** Below the first line of the term; above it where there is no room. */
function place(note: HTMLElement, term: HTMLElement): void {
  const line = term.getClientRects()[0] ?? term.getBoundingClientRect();
  const { width, height } = note.getBoundingClientRect();
  const room = document.documentElement.clientWidth - width - gap;
  const below = line.bottom + gap;
  const top = below + height > innerHeight - gap ? line.top - gap - height : below;
  note.style.left = `${Math.max(gap, Math.min(line.left, room))}px`;
  note.style.top = `${Math.max(gap, top)}px`;
}

customElements.define('term-notes', TermNotes);
