/**
 * What TypeScript finds wrong, underlined. Monaco's own adapter ends its worker and starts another whenever all files are
 * to be looked at again, and has one from the first file on, though a starter has nothing to find. This one asks the
 * worker that is there, and only from the first time on that the learner turns to the code.
 */
import { typescriptOwner, type Models, type TextModel } from './models.ts';
import { monaco, ts } from './monaco.ts';

/** Milliseconds without an edit before anything is looked at. */
const pause = 500;

export class TypeCheck {
  readonly #models: Models;
  readonly #libraries: Promise<void>;
  #begun = false;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  /** Counts the looks: an older one ends when a newer has begun. */
  #looks = 0;

  /** @param libraries resolves when TypeScript has the types without which everything would be wrong */
  constructor(models: Models, libraries: Promise<void>) {
    this.#models = models;
    this.#libraries = libraries;
  }

  /** Looks at all files, the first time it is called. */
  begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    void this.#look();
  }

  /** Looks again once the typing pauses: at the edited file, then at all others, which may be right or wrong by it now. */
  edited(model: TextModel): void {
    this.#begun = true;
    this.#looks++;
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => void this.#look(model), pause);
  }

  dispose(): void {
    this.#looks++;
    clearTimeout(this.#waiting);
  }

  async #look(first?: TextModel): Promise<void> {
    const look = ++this.#looks;
    await this.#libraries;
    const all = this.#models.typescript;
    const workerFor = await ts.getTypeScriptWorker();
    const worker = await workerFor(...all.map(({ uri }) => uri));
    for (const model of first ? [first, ...all.filter((each) => each !== first)] : all) {
      if (look !== this.#looks) return;
      const uri = model.uri.toString();
      const found = await Promise.all([
        worker.getSyntacticDiagnostics(uri),
        worker.getSemanticDiagnostics(uri),
        worker.getSuggestionDiagnostics(uri),
      ]);
      if (look !== this.#looks) return;
      monaco.editor.setModelMarkers(
        model,
        typescriptOwner,
        found.flat().map((diagnostic) => markerOf(model, diagnostic)),
      );
    }
  }
}

/** By the number of TypeScript's category: warning, error, suggestion, message. */
const severities = [
  monaco.MarkerSeverity.Warning,
  monaco.MarkerSeverity.Error,
  monaco.MarkerSeverity.Hint,
  monaco.MarkerSeverity.Info,
];

function markerOf(model: TextModel, diagnostic: ts.Diagnostic): monaco.editor.IMarkerData {
  const { start = 0, length = 1, category, code, messageText } = diagnostic;
  const range = monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(start + length));
  return {
    ...range,
    severity: severities[category] ?? monaco.MarkerSeverity.Error,
    message: textOf(messageText),
    code: String(code),
    tags: [
      ...(diagnostic.reportsUnnecessary ? [monaco.MarkerTag.Unnecessary] : []),
      ...(diagnostic.reportsDeprecated ? [monaco.MarkerTag.Deprecated] : []),
    ],
  };
}

/** A message with its reasons, each below and further in than what it is the reason of. */
function textOf(message: ts.Diagnostic['messageText'], depth = 0): string {
  if (typeof message === 'string') return message;
  const reasons = (message.next ?? []).map((reason) => textOf(reason, depth + 1));
  return [`${'  '.repeat(depth)}${message.messageText}`, ...reasons].join('\n');
}
