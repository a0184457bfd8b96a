/** <crash-figure>: shows what a crash behind the chosen line of the chosen program leaves. Markup: CrashFigure.astro. */
import { crashed, judge, programs, restarted, type ProgramId } from './model.ts';
import { announce, readings } from './words.ts';

class CrashFigure extends HTMLElement {
  #program: ProgramId = 'commit-first';
  /** How many lines run; null without a crash. */
  #after: number | null = 3;
  /** Two live regions take turns: a text that repeats is announced again. */
  #turn = 0;

  connectedCallback(): void {
    this.addEventListener('change', () => {
      this.#readProgram();
      this.#show(true);
    });
    this.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null;
      const crash = button?.dataset['crash'];
      if (crash === undefined) return;
      this.#after = crash === 'none' ? null : Number(crash);
      this.#show(true);
    });
    // A browser that goes back may keep what was chosen.
    this.#readProgram();
    this.#show(false);
  }

  #readProgram(): void {
    const chosen = this.querySelector<HTMLInputElement>('input[name="program"]:checked')?.value ?? '';
    // Checked on the line: a name of one of the programs.
    if (chosen in programs) this.#program = chosen as ProgramId;
    const last = programs[this.#program].lines.length;
    if (this.#after !== null) this.#after = Math.min(this.#after, last);
  }

  #show(aloud: boolean): void {
    const { lines } = programs[this.#program];
    const ran = this.#after ?? lines.length;
    for (const [index, item] of [...this.querySelectorAll<HTMLElement>('[data-lines] li')].entries()) {
      const line = lines[index];
      item.hidden = !line;
      item.classList.toggle('ran', index < ran);
      const [code, button] = [item.querySelector('code'), item.querySelector('button')];
      if (code) code.textContent = line?.code ?? '';
      button?.setAttribute('aria-pressed', String(index + 1 === this.#after));
      button?.setAttribute('aria-label', `crash here, after “${line?.code ?? ''}”`);
    }
    const none = this.querySelector('[data-crash="none"]');
    none?.setAttribute('aria-pressed', String(this.#after === null));
    for (const [name, text] of Object.entries(readings(this.#program, this.#after))) {
      for (const place of this.querySelectorAll(`[data-show="${name}"]`)) place.textContent = text;
    }
    const verdict = judge(restarted(crashed(this.#program, this.#after)));
    this.querySelector('[data-verdict]')?.setAttribute('data-verdict', verdict);
    if (aloud) this.#announce(announce(this.#program, this.#after));
  }

  #announce(text: string): void {
    const regions = this.querySelectorAll('[data-status]');
    for (const region of regions) region.textContent = '';
    const region = regions[this.#turn % regions.length];
    if (region) region.textContent = text;
    this.#turn++;
  }
}

customElements.define('crash-figure', CrashFigure);
