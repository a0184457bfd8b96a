/** Messages that stay on the screen until they are dealt with. */

export interface NoticeAction {
  readonly label: string;
  readonly run: () => void | Promise<void>;
}

export interface Notice {
  /** One notice of each kind at a time: a new one replaces the old. */
  readonly kind: string;
  readonly text: string;
  readonly tone: 'plain' | 'caution' | 'failure';
  readonly actions: readonly NoticeAction[];
}

export class Notices {
  list = $state.raw<readonly Notice[]>([]);

  show(
    kind: string,
    text: string,
    tone: Notice['tone'] = 'plain',
    actions: readonly NoticeAction[] = [],
  ): void {
    this.list = [...this.list.filter((each) => each.kind !== kind), { kind, text, tone, actions }];
  }

  dismiss(kind: string): void {
    this.list = this.list.filter((each) => each.kind !== kind);
  }
}
