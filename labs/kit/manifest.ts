/**
 * The manifest of a lab: `lab.ts` in its folder exports `defineLab({ … })`.
 *
 * This file owns the schema. The site, the lab tool and the tests read manifests through it, so a mistake is named by
 * file and field wherever it is met first.
 */
import * as z from 'zod';

const slug = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be a slug: lower-case words joined by hyphens');
const path = z
  .string()
  .regex(/^[\w-]+(\/[\w.-]+)*\.(ts|json|md)$/, 'must be a path below the lab, such as orders/app.ts');
const prose = z.string().min(1);

const service = z.strictObject({
  name: slug.describe('Slug of the service; its colour and the name of its console tab.'),
  kind: z
    .enum(['service', 'gateway', 'worker', 'client', 'log'])
    .describe(
      'How the map draws it. A client is a process of the lab that sends requests and listens on no port.',
    ),
  summary: prose.describe('What it does, in one line.'),
  entry: path.describe('The file that node runs. It is never editable.'),
  port: z
    .int()
    .min(1024)
    .max(65_535)
    .optional()
    .describe('The logical port it listens on, handed to it as PORT. A worker or client has none.'),
  replicas: z.int().min(1).max(8).default(1).describe('How many processes of it run.'),
  env: z.record(z.string(), z.string()).default({}).describe('Further variables of its environment.'),
});

const link = z.strictObject({
  from: slug.describe('The service that calls.'),
  to: slug.describe('The service that is called.'),
  env: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*_URL$/, 'must be a variable name ending in _URL')
    .describe('The variable that tells the caller where the callee is.'),
});

const preset = z.strictObject({
  id: slug.describe('Slug of the request.'),
  title: prose.describe('What it is for, as the request panel lists it.'),
  service: slug.describe('The service it is sent to.'),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).describe('HTTP method.'),
  path: z.string().startsWith('/').describe('Path and query.'),
  headers: z.record(z.string(), z.string()).default({}).describe('Header fields.'),
  body: z.json().optional().describe('Sent as JSON.'),
});

const gauge = z.strictObject({
  metric: z
    .string()
    .regex(/^[a-z][a-z0-9_.]*$/, 'must be a metric name such as circuit_breaker.state')
    .describe('Name of the OTLP gauge that the lab reports.'),
  shows: z
    .enum(['breaker', 'lag', 'rollout', 'divergence'])
    .describe(
      'What its value means: a breaker (0 closed, 1 half-open, 2 open), records behind, per cent of a rollout (0 to 100), or rows that differ.',
    ),
  from: slug.describe('The service that reports it; with `to`, the caller of the link it is drawn on.'),
  to: slug
    .optional()
    .describe('The callee of the link it is drawn on. The gauge has it as its attribute `to`.'),
  by: slug
    .optional()
    .describe(
      'The service that speaks of `from` in its place, such as the log of a reader that may be dead.',
    ),
});

const database = z.strictObject({
  name: slug.describe('Slug of the database, such as users-db; a node of the map.'),
  summary: prose.describe('What it holds, in one line.'),
  owner: slug.describe('The service whose process it belongs to: it is gone while that process is.'),
});

const copy = z.strictObject({
  label: prose.describe('Heading of its column, such as “monolith”.'),
  service: slug.describe('The service that is asked for its rows.'),
  path: z
    .string()
    .startsWith('/')
    .describe('Path and query that answer with the rows, as a JSON array of objects.'),
});

const comparison = z.strictObject({
  id: slug.describe('Slug of the comparison.'),
  title: prose.describe('What is kept twice, such as “Users”.'),
  key: z.string().min(1).describe('The field that says which rows belong together.'),
  ignore: z.array(z.string()).default([]).describe('Fields that may differ, such as a time of copying.'),
  copies: z
    .tuple([copy, copy])
    .describe('The two sides; they are shown side by side, with what differs marked.'),
});

const traffic = z.strictObject({
  rps: z.number().positive().max(1000).describe('Requests a second that the traffic panel begins with.'),
  requests: z
    .array(
      z.strictObject({
        preset: slug.describe('Slug of a preset.'),
        weight: z.number().positive().default(1).describe('How often, compared with the others.'),
      }),
    )
    .min(1)
    .describe('What the load consists of.'),
});

const prediction = z.strictObject({
  question: prose.describe('Asked once, before the first run.'),
  options: z
    .array(z.strictObject({ id: slug.describe('Slug of the answer.'), text: prose.describe('The answer.') }))
    .min(2)
    .max(5)
    .describe('The answers to choose from.'),
  answer: slug.describe('Slug of the answer that turns out right.'),
  explanation: prose.describe('Why, shown after the first run.'),
});

const mutant = z.strictObject({
  name: slug.describe('Name of its folder below mutants/.'),
  mistake: prose.describe('What is wrong in it, in one line.'),
  caughtBy: slug.describe('The check that must fail on it.'),
});

export const manifestSchema = z
  .strictObject({
    slug: slug.describe('Id of the lab and name of its folder.'),
    title: prose.describe('Title of the lab.'),
    summary: prose.describe('What one builds and learns, in one or two sentences.'),
    lesson: slug.describe('The lesson that teaches it.'),
    minutes: z.int().min(10).max(240).describe('Minutes that a learner needs for it.'),
    base: slug.optional().describe('The lab whose solution is the ground on which this starter is laid.'),
    services: z
      .array(service)
      .min(1)
      .describe('The processes of the lab, in the order of their console tabs.'),
    links: z.array(link).default([]).describe('Who calls whom.'),
    databases: z
      .array(database)
      .default([])
      .describe('Databases that the map draws beside the service they belong to.'),
    comparisons: z
      .array(comparison)
      .default([])
      .describe('Data that two services keep a copy of, shown as one table while the lab runs.'),
    editable: z
      .array(path)
      .min(1)
      .describe('Files that the learner may change, in the order of the file list.'),
    hidden: z
      .array(path)
      .default([])
      .describe('Files that the file list leaves out, because they teach nothing here.'),
    presets: z.array(preset).default([]).describe('Requests that the request panel offers.'),
    traffic: traffic.optional().describe('The load that makes the point visible.'),
    gauges: z.array(gauge).default([]).describe('What the map shows of the lab beside its requests.'),
    tracing: z
      .enum(['sidecar', 'lab'])
      .default('sidecar')
      .describe(
        'Who records the spans of a waterfall: the sidecar for each hop, or the code of the lab itself.',
      ),
    prediction: prediction.describe('One question: predict, then run.'),
    hints: z
      .tuple([prose, prose, prose])
      .describe('A question, then the principle, then nearly the line. Never the file.'),
    checks: z.array(slug).min(1).describe('Slugs of the checks, in the order of teaching.'),
    mutants: z.array(mutant).describe('Plausible wrong solutions, each an overlay on the solution.'),
  })
  .superRefine((lab, context) => {
    const services = new Set(lab.services.map((each) => each.name));
    const known = (at: (string | number)[], name: string): void => {
      if (!services.has(name)) {
        context.addIssue({
          code: 'custom',
          path: at,
          message: `names the service "${name}", which this lab does not have`,
        });
      }
    };
    lab.links.forEach((each, index) => {
      known(['links', index, 'from'], each.from);
      known(['links', index, 'to'], each.to);
    });
    lab.links.forEach((each, index) => {
      const callee = lab.services.find(({ name }) => name === each.to);
      if (callee && callee.port === undefined) {
        context.addIssue({
          code: 'custom',
          path: ['links', index, 'to'],
          message: `leads to "${each.to}", which listens on no port`,
        });
      }
    });
    lab.databases.forEach((each, index) => {
      known(['databases', index, 'owner'], each.owner);
      if (services.has(each.name)) {
        context.addIssue({
          code: 'custom',
          path: ['databases', index, 'name'],
          message: `is "${each.name}", which a service is called already`,
        });
      }
    });
    lab.comparisons.forEach((each, index) => {
      each.copies.forEach((one, side) =>
        known(['comparisons', index, 'copies', side, 'service'], one.service),
      );
    });
    lab.gauges.forEach((each, index) => {
      known(['gauges', index, 'from'], each.from);
      if (each.to !== undefined) known(['gauges', index, 'to'], each.to);
      if (each.by !== undefined) known(['gauges', index, 'by'], each.by);
    });
    lab.traffic?.requests.forEach((each, index) => {
      if (!lab.presets.some(({ id }) => id === each.preset)) {
        context.addIssue({
          code: 'custom',
          path: ['traffic', 'requests', index, 'preset'],
          message: `names the preset "${each.preset}", which this lab does not have`,
        });
      }
    });
    for (const [index, { name }] of lab.services.entries()) {
      if (name === 'learner' || name === 'traffic') {
        context.addIssue({
          code: 'custom',
          path: ['services', index, 'name'],
          message: `is "${name}", which the map keeps for requests from outside`,
        });
      }
    }
    lab.presets.forEach((each, index) => known(['presets', index, 'service'], each.service));
    lab.services.forEach((each, index) => {
      if (lab.editable.includes(each.entry)) {
        context.addIssue({
          code: 'custom',
          path: ['services', index, 'entry'],
          message: 'is an entry file and cannot be editable',
        });
      }
    });
    if (!lab.prediction.options.some((option) => option.id === lab.prediction.answer)) {
      context.addIssue({ code: 'custom', path: ['prediction', 'answer'], message: 'is none of the options' });
    }
    lab.mutants.forEach((each, index) => {
      if (!lab.checks.includes(each.caughtBy)) {
        context.addIssue({
          code: 'custom',
          path: ['mutants', index, 'caughtBy'],
          message: `names the check "${each.caughtBy}", which this lab does not have`,
        });
      }
    });
    for (const field of ['services', 'databases', 'checks', 'mutants', 'editable'] as const) {
      const names = lab[field].map((each) => (typeof each === 'string' ? each : each.name));
      const twice = names.find((name, index) => names.indexOf(name) !== index);
      if (twice !== undefined)
        context.addIssue({ code: 'custom', path: [field], message: `names "${twice}" twice` });
    }
  });

/** A manifest as its author writes it: fields with a default may be left out. */
export type LabManifestInput = z.input<typeof manifestSchema>;
/** A validated manifest. */
export type LabManifest = z.output<typeof manifestSchema>;

/**
 * Validates a manifest.
 * @throws {Error} that names each wrong field.
 */
export function defineLab(manifest: LabManifestInput): LabManifest {
  const result = manifestSchema.safeParse(manifest);
  if (result.success) return result.data;
  const issues = result.error.issues.map(
    (issue) => `  ${issue.path.join('.') || '(manifest)'}: ${issue.message}`,
  );
  throw new Error(`The manifest of the lab "${manifest.slug}" (lab.ts) is wrong:\n${issues.join('\n')}`);
}
