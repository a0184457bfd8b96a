/** Connects the lab screen to the real engines, grading and storage, each loaded when it is first needed. */
// oxlint-disable import/default -- Vite makes the default export of `?url`.
import runnerUrl from '#generated/grading/runner.js?url';
import vitestUrl from '#generated/grading/vitest.js?url';
import * as z from 'zod/mini';
import { EngineError } from '../engine/contract.ts';
import { openProgress } from '../progress/open.ts';
import { lackingWords } from './browser-needs.ts';
import type { Outside } from './outside.ts';

const solutionSchema = z.object({ files: z.record(z.string(), z.string()) });

async function fetchText(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok)
    throw new Error(`the server answered ${response.status} for ${url}. Try again in a moment.`);
  return response.text();
}

export const outside: Outside = {
  async chooseEngine({ preference, trusted, onStep, signal, onLost }) {
    const missing = lackingWords();
    if (missing !== null) {
      throw new EngineError(
        'unsupported-browser',
        missing,
        'Use a current Chrome, Edge, Firefox or Safari. Everything can be read here as it is.',
      );
    }
    const { chooseEngine } = await import('../engine/choose.ts');
    return chooseEngine({
      preference,
      onStep,
      signal,
      onLost,
      trusted,
      boots: {
        offline: async (options) => (await import('../engine/offline/index.ts')).boot(options),
        webcontainer: async (options) => (await import('../engine/webcontainer/index.ts')).boot(options),
      },
    });
  },

  async grade({ engine, manifest, files, sources, checksUrl, signal, onCheck }) {
    const [{ grade }, runner, vitest, checks] = await Promise.all([
      import('../grading/grade.ts'),
      fetchText(runnerUrl),
      fetchText(vitestUrl),
      fetchText(checksUrl),
    ]);
    return grade({
      engine,
      manifest,
      files,
      sources,
      runner,
      vitest,
      checks,
      signal,
      onProgress: ({ running }) => {
        if (running !== null) onCheck(running);
      },
    });
  },

  async fetchSolution(url) {
    return solutionSchema.parse(JSON.parse(await fetchText(url))).files;
  },

  async openSidecar(machine, manifest) {
    const [{ openSidecar }, { default: code }] = await Promise.all([
      import('../sidecar/open.ts'),
      import('#generated/sidecar/sidecar.js?raw'),
    ]);
    const hopSpans = manifest.tracing === 'lab' ? 'off' : 'between';
    return openSidecar(machine, manifest, code, { hopSpans });
  },

  forgetLink: () => history.replaceState(history.state, '', location.pathname + location.search),

  openProgress: (onProblem) => openProgress({ onProblem }),
};
