// Starts every service of this lab as a process of its own: node run.mjs
// A port can be moved: node run.mjs --port orders=4003
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `This lab needs Node 22.18 or newer, which runs TypeScript as it is. This is ${process.version}.`,
  );
  process.exit(1);
}

const { services, links } = JSON.parse(readFileSync(new URL('lab.json', import.meta.url), 'utf8'));
const { values } = parseArgs({ options: { port: { type: 'string', multiple: true, default: [] } } });
for (const each of values.port) {
  const [name, port] = each.split('=');
  const service = services.find((candidate) => candidate.name === name && candidate.port !== undefined);
  if (!service || !/^\d+$/.test(port ?? '')) {
    const names = services
      .filter((candidate) => candidate.port !== undefined)
      .map((candidate) => candidate.name);
    console.error(
      `--port ${each}: write a service and a port, as in ${names[0]}=4003. Services: ${names.join(', ')}.`,
    );
    process.exit(1);
  }
  service.port = Number(port);
}

const portOf = (name) => services.find((service) => service.name === name)?.port;
const width = Math.max(...services.map(({ name }) => name.length));
const children = [];

function start(service) {
  const called = links
    .filter(({ from, to }) => from === service.name && portOf(to) !== undefined)
    .map(({ to, env }) => [env, `http://127.0.0.1:${portOf(to)}`]);
  const env = { ...process.env, ...service.env, ...Object.fromEntries(called) };
  if (service.port !== undefined) env.PORT = String(service.port);
  const child = spawn(process.execPath, [service.entry], {
    cwd: import.meta.dirname,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const print = (line) => console.log(`${service.name.padEnd(width)} | ${line}`);
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', print);
  child.once('exit', (code, signal) => print(`ended (${signal ?? `exit code ${code}`})`));
  children.push(child);
}

for (const service of services) {
  for (let replica = 0; replica < service.replicas; replica++) start(service);
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    for (const child of children) child.kill('SIGKILL');
    process.exit(0);
  });
}
