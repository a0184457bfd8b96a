/**
 * The suite: every scenario, run on a machine under test and on real Node, must come out the same. An engine's test
 * calls {@link conformance} with a function that runs one scenario, wherever that machine lives.
 */
import { describe, expect, test } from 'vitest';
import { NodeMachine } from '../support/node-machine.ts';
import { comparable } from './comparable.ts';
import { runScenario, type Scenario, type Transcript } from './scenario.ts';
import { loadScenarios } from './scenarios.ts';

/** Runs the scenario on a fresh machine and gives what was seen. */
export type RunScenario = (scenario: Scenario) => Promise<Transcript>;

/**
 * Declares one test for each scenario.
 * @param skip names of scenarios that this machine cannot run, each with the reason.
 */
export async function conformance(
  name: string,
  run: RunScenario,
  skip: Readonly<Record<string, string>> = {},
): Promise<void> {
  const scenarios = await loadScenarios();
  describe(`${name} behaves like Node`, () => {
    for (const scenario of scenarios) {
      test.skipIf(scenario.name in skip)(scenario.name, async () => {
        const reference = await runOnNode(scenario);
        const seen = await run(scenario);
        const text = JSON.stringify(reference);
        for (const part of scenario.says) expect(text, 'what Node itself says').toContain(escaped(part));
        expect(comparable(seen)).toEqual(comparable(reference));
      });
    }
  });
}

/** Runs a scenario on real Node. */
export async function runOnNode(scenario: Scenario): Promise<Transcript> {
  return runScenario(await NodeMachine.open(), scenario);
}

/** As the text stands within a transcript that was written as JSON. */
const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);
