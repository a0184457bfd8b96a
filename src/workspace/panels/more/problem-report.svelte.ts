/** The diagnostics that the dialog shows, put together from the session when it opens. */
import { diagnostics } from '../../diagnostics/diagnostics.ts';
import { allOutput } from '../../processes.ts';
import type { Session } from '../../state/session.svelte.ts';
import { plainText } from '../../transcript.ts';

export class ProblemReport {
  readonly #session: Session;
  /** Put the text of edited files in. */
  withCode = $state(false);
  text = $state('');
  status = $state('');

  constructor(session: Session) {
    this.#session = session;
  }

  /** Begins anew, without code. */
  open(): void {
    this.withCode = false;
    this.make();
  }

  make(): void {
    const { page, boot, files, keeper, run, live, checks, preference } = this.#session;
    this.status = '';
    this.text = diagnostics({
      at: new Date(),
      lab: page.manifest.slug,
      starterHash: page.starterHash,
      // Without the fragment, which may hold code.
      address: location.origin + location.pathname,
      browser: navigator.userAgent,
      window: [innerWidth, innerHeight],
      isolated: crossOriginIsolated,
      online: navigator.onLine,
      storage: `${keeper.lasting ? 'lasting' : 'this tab only'}, ${keeper.problem?.code ?? keeper.state}`,
      engine: {
        preference,
        kind: boot.kind,
        state: boot.state,
        reason: boot.reason,
        failure: boot.failure?.message ?? null,
        trusted: boot.trusted,
        steps: boot.steps,
      },
      processes: run.processes,
      sidecarProblem: live.problem,
      problems: files.problems,
      report: checks.report,
      checkFailure: checks.failure,
      console: plainText(run.transcripts.get(allOutput)?.text ?? ''),
      edited: Object.keys(files.changed),
      code: this.withCode ? files.changed : null,
    });
  }

  async copy(clipboard: Pick<Clipboard, 'writeText'> | undefined = navigator.clipboard): Promise<void> {
    try {
      if (!clipboard) throw new Error('no clipboard');
      await clipboard.writeText(this.text);
      this.status = 'Copied.';
      this.#session.announcer.say('The diagnostics are copied.');
    } catch {
      this.status = 'The browser did not let the page copy. Select the text above and copy it yourself.';
    }
  }
}
