/** A chain of three services for load, gateway → orders → payments: a fixture of the benchmark, not a lab. */
import { defineLab, type LabManifest } from '../../labs/kit/manifest.ts';

const hop = (variable: string): string => `
import http from 'node:http';
http.createServer(async (request, response) => {
  const { traceparent } = request.headers;
  const answer = await fetch(process.env.${variable}, { headers: traceparent ? { traceparent } : {} });
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
}).listen(Number(process.env.PORT));
`;

const last = `
import http from 'node:http';
http.createServer((request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"CONFIRMED"}');
}).listen(Number(process.env.PORT));
`;

export const chainFiles: Readonly<Record<string, string>> = {
  'package.json': '{"type":"module"}',
  'gateway/main.js': hop('ORDERS_URL'),
  'orders/main.js': hop('PAYMENTS_URL'),
  'payments/main.js': last,
};

const service = (name: string, port: number) => ({
  name,
  kind: 'service' as const,
  summary: 'A link of the chain.',
  entry: `${name}/main.ts`,
  port,
});

/** Of a lab it has what running needs; the rest is there for the schema. */
export const chainManifest: LabManifest = defineLab({
  slug: 'chain',
  title: 'Chain',
  summary: 'Three services in a row.',
  lesson: 'chain',
  minutes: 10,
  services: [service('gateway', 8080), service('orders', 3003), service('payments', 3004)],
  links: [
    { from: 'gateway', to: 'orders', env: 'ORDERS_URL' },
    { from: 'orders', to: 'payments', env: 'PAYMENTS_URL' },
  ],
  editable: ['orders/app.ts'],
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
  checks: ['holds'],
  mutants: [],
});
