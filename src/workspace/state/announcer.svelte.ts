/** Says things to screen readers through two live regions in turn, so that a repeated message is heard again. */
export class Announcer {
  #turn = 0;
  messages = $state<[string, string]>(['', '']);

  say(message: string): void {
    this.#turn = 1 - this.#turn;
    this.messages = this.#turn === 0 ? [message, ''] : ['', message];
  }
}
