/**
 * Asks a real Kafka client what the kit's event log is compared with, and writes it down.
 *
 *     node tools/record-kafka-goldens.ts
 *
 * Needs kcat (Debian: `apt install kcat`) with librdkafka 1.6 or newer, whose mock broker answers; no cluster.
 */
import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { goldensPath, observe, observeGroups } from '../tests/support/kafka-goldens.ts';
import { hasKcat, startKafka } from '../tests/support/kafka.ts';

if (!hasKcat()) throw new Error('kcat is not installed. On Debian and Ubuntu: apt install kcat.');
const client = /Version (\S+) .*(librdkafka [\d.]+)/.exec(spawnSync('kcat', ['-V']).stdout.toString());
const kafka = await startKafka();
try {
  const goldens = {
    client: `kcat ${client?.[1]}, ${client?.[2]}`,
    ...(await observe(kafka)),
    ...(await observeGroups(kafka)),
  };
  await mkdir(dirname(goldensPath), { recursive: true });
  await writeFile(goldensPath, `${JSON.stringify(goldens, null, 2)}\n`);
  console.log(`${goldensPath}: ${goldens.partitions.length} keys, ${goldens.shares.length} groups`);
} finally {
  kafka.stop();
}
