import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { bundleSidecar } from '../../tools/bundle-sidecar.ts';
import { runSidecarScenario, seenOfSidecar } from '../conformance/sidecar-scenario.ts';
import { NodeMachine } from '../support/node-machine.ts';

it('stands between real services: sees, breaks, pauses, survives a kill, and sends load', async () => {
  await bundleSidecar();
  const code = await readFile('.generated/sidecar/sidecar.js', 'utf8');
  const seen = await runSidecarScenario(await NodeMachine.open({ ownPorts: true }), code);
  expect(seen).toEqual(seenOfSidecar);
});
