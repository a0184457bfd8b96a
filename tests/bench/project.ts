/**
 * A project of the benchmark's own, in any size: services in a chain, each of which asks the next, and each made of as
 * many files as are wanted. A fixture, not a lab.
 */
import { defineLab, type LabManifest } from '../../labs/kit/manifest.ts';

export interface Shape {
  readonly services: number;
  /** Modules of each service, its entry not counted. */
  readonly files: number;
}

export interface Project {
  readonly manifest: LabManifest;
  readonly files: Readonly<Record<string, string>>;
  /** An editable file, and the service that restarts when it is saved. */
  readonly edit: { readonly file: string; readonly service: string };
  /** The same checks twice: through the kit, as the engines run them, and plain for `vitest run`. */
  readonly checks: string;
  readonly tests: string;
}

const firstPort = 3001;

const entry = `
import http from 'node:http';
import { answer } from './app.js';

http.createServer(async (request, response) => {
  const { traceparent } = request.headers;
  const next = process.env.NEXT_URL;
  const below = next ? await (await fetch(next, { headers: traceparent ? { traceparent } : {} })).json() : null;
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer(below)));
}).listen(Number(process.env.PORT));
`;

/** A module of ordinary length, which uses the one before it. */
const part = (number: number): string => `
${number > 1 ? `import { price as before } from './part-${number - 1}.js';` : 'const before = (cents) => cents;'}

/** What ${number} adds to a price, by the kind of customer. */
const rates = new Map([['new', 0.${number}], ['regular', 0.0${number}], ['staff', 0]]);

export class Ledger${number} {
  #lines = [];
  constructor(owner) {
    this.owner = owner;
  }
  book(kind, cents) {
    if (!Number.isSafeInteger(cents)) throw new TypeError(\`\${cents} is no amount of cents.\`);
    this.#lines.push({ kind, cents });
    return this;
  }
  get balance() {
    return this.#lines.reduce((sum, { cents }) => sum + cents, 0);
  }
  byKind() {
    const sums = {};
    for (const { kind, cents } of this.#lines) sums[kind] = (sums[kind] ?? 0) + cents;
    return sums;
  }
}

export function price(cents, customer = 'regular') {
  const rate = rates.get(customer);
  if (rate === undefined) throw new RangeError(\`No rate for \${customer}.\`);
  const ledger = new Ledger${number}(customer);
  ledger.book('net', before(cents, customer)).book('rate', Math.round(cents * rate));
  return ledger.balance;
}
`;

const app = (name: string, files: number): string => `
${files > 1 ? `import { price } from './part-${files - 1}.js';` : 'const price = (cents) => cents;'}

export function answer(below) {
  return { service: '${name}', cents: price(1000), below };
}
`;

const nameOf = (index: number): string => `service-${index + 1}`;

export function projectOf({ services, files }: Shape): Project {
  const names = Array.from({ length: services }, (_, index) => nameOf(index));
  const tree: Record<string, string> = { 'package.json': '{"type":"module","imports":{"#kit/*":"./kit/*"}}' };
  for (const name of names) {
    tree[`${name}/main.js`] = entry;
    tree[`${name}/app.js`] = app(name, files);
    for (let number = 1; number < files; number += 1) tree[`${name}/part-${number}.js`] = part(number);
  }
  const [edited = ''] = names;
  return {
    manifest: manifestOf(`chain-${services}-${files}`, names),
    files: tree,
    edit: { file: `${edited}/app.ts`, service: edited },
    checks: kitChecks(names),
    tests: plainTests(names),
  };
}

/** Of a lab it has what running and checking need; the rest is there for the schema. */
function manifestOf(slug: string, names: readonly string[]): LabManifest {
  return defineLab({
    slug,
    title: 'Chain',
    summary: 'Services in a row.',
    lesson: 'chain',
    minutes: 10,
    services: names.map((name, index) => ({
      name,
      kind: 'service',
      summary: 'A link of the chain.',
      entry: `${name}/main.ts`,
      port: firstPort + index,
    })),
    links: names.slice(1).map((to, index) => ({ from: nameOf(index), to, env: 'NEXT_URL' })),
    editable: [`${nameOf(0)}/app.ts`],
    prediction: {
      question: 'Does it hold?',
      options: [
        { id: 'yes', text: 'Yes.' },
        { id: 'no', text: 'No.' },
      ],
      answer: 'yes',
      explanation: 'It does.',
    },
    hints: ['One.', 'Two.', 'Three.'],
    checks: names.map((name) => `${name}-answers`),
    mutants: [],
  });
}

const expectation = (name: string): string => `expect(answer(null).service, 'who answers').toBe('${name}');`;

function kitChecks(names: readonly string[]): string {
  const each = names.map(
    (name) => `
check({ id: '${name}-answers', type: 'in-process', title: '${name} answers', lesson: 'chain#answers', hint: 1 }, async (lab) => {
  const { answer } = await lab.load('${name}/app.ts', 'answer');
  ${expectation(name)}
});`,
  );
  return `
import { expect } from 'vitest';
import { check } from '#kit/check.ts';
export { setCheckHost } from '#kit/check.ts';
${each.join('')}`;
}

function plainTests(names: readonly string[]): string {
  const each = names.map(
    (name) => `
test('${name} answers', async () => {
  const { answer } = await import('./${name}/app.js');
  ${expectation(name)}
});`,
  );
  return `import { expect, test } from 'vitest';\n${each.join('')}\n`;
}
