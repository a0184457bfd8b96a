/**
 * Speech to text, where the browser has it. The browser decides where the sound goes: most send it to a service of
 * their maker, some can do it on the device.
 */

/** What we use of the browser's SpeechRecognition, which TypeScript's library does not describe. */
export interface Recognition extends EventTarget {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  processLocally?: boolean;
  start(): void;
  stop(): void;
}

export interface RecognitionConstructor {
  new (): Recognition;
  available?(options: { langs: string[]; processLocally: boolean }): Promise<string>;
}

interface ResultEvent extends Event {
  readonly resultIndex: number;
  readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }> & { readonly isFinal: boolean }>;
}

/** The browser's recognition, or undefined. */
export function findRecognition(scope: object = globalThis): RecognitionConstructor | undefined {
  // Either name holds the same constructor, if any.
  const names = scope as {
    SpeechRecognition?: RecognitionConstructor;
    webkitSpeechRecognition?: RecognitionConstructor;
  };
  return names.SpeechRecognition ?? names.webkitSpeechRecognition;
}

/** Whether the sound can stay on this device. */
export async function staysHere(recognition: RecognitionConstructor, lang: string): Promise<boolean> {
  try {
    return (await recognition.available?.({ langs: [lang], processLocally: true })) === 'available';
  } catch {
    return false;
  }
}

export interface DictationEvents {
  readonly onText: (text: string) => void;
  /** It ended, by itself or because it was stopped; `problem` is for the learner. */
  readonly onEnd: (problem: string | null) => void;
}

const problems: Readonly<Record<string, string>> = {
  'not-allowed':
    'The browser was not allowed to use the microphone. Allow it in the address bar, or type instead.',
  'service-not-allowed': 'This browser does not offer dictation here. Type instead.',
  'audio-capture': 'No microphone was found. Connect one, or type instead.',
  network: 'The browser’s speech service could not be reached. Try again, or type instead.',
  'language-not-supported': 'The browser does not know this language. Type instead.',
};

/** Listens until it is stopped. @returns what stops it. */
export function dictate(
  Recognition: RecognitionConstructor,
  options: { lang: string; local: boolean },
  { onText, onEnd }: DictationEvents,
): () => void {
  const recognition = new Recognition();
  recognition.lang = options.lang;
  recognition.continuous = true;
  recognition.interimResults = false;
  if (options.local) recognition.processLocally = true;
  let problem: string | null = null;
  recognition.addEventListener('result', (event) => {
    // The name of the event tells its type.
    const { resultIndex, results } = event as ResultEvent;
    for (let index = resultIndex; index < results.length; index += 1) {
      const result = results[index];
      const text = result?.isFinal ? result[0]?.transcript.trim() : undefined;
      if (text) onText(text);
    }
  });
  recognition.addEventListener('error', (event) => {
    const code = 'error' in event && typeof event.error === 'string' ? event.error : '';
    if (code !== 'no-speech' && code !== 'aborted') {
      problem = problems[code] ?? 'Dictation has stopped. Try again, or type instead.';
    }
  });
  recognition.addEventListener('end', () => onEnd(problem));
  recognition.start();
  return () => recognition.stop();
}
