import { createServer } from 'node:http';

import { expect } from 'vitest';

import { check, CheckFailure } from '#kit/check.ts';

interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
}

interface OtlpRequest {
  readonly resourceSpans: {
    readonly resource: {
      readonly attributes: { readonly key: string; readonly value: { stringValue?: string } }[];
    };
    readonly scopeSpans: { readonly spans: OtlpSpan[] }[];
  }[];
}

check(
  {
    id: 'one-trace-over-four-processes',
    type: 'processes',
    title: 'Four processes send the spans of one checkout to the collector, and they are one trace',
    lesson: 'tracing#opentelemetry',
    hint: 1,
  },
  async (lab) => {
    const spans: (OtlpSpan & { readonly service: string })[] = [];
    const complete = Promise.withResolvers<true>();
    const collector = createServer((incoming, outgoing) => {
      let text = '';
      incoming.setEncoding('utf8');
      incoming.on('data', (chunk: string) => (text += chunk));
      incoming.on('end', () => {
        // The exporter is the lab's own, and OTLP has this shape.
        for (const { resource, scopeSpans } of (JSON.parse(text) as OtlpRequest).resourceSpans) {
          const name = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
          for (const span of scopeSpans.flatMap((scope) => scope.spans))
            spans.push({ ...span, service: name });
        }
        if (new Set(spans.map((each) => each.service)).size === 4) complete.resolve(true);
        outgoing.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      });
    });
    const port = await new Promise<number>((resolve) => {
      collector.listen(0, () => {
        const address = collector.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
    try {
      const env = {
        OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
        OTEL_TRACES_SAMPLER_ARG: '1',
        OTEL_BSP_SCHEDULE_DELAY: '0',
      };
      const services = await Promise.all(
        ['notifications', 'payments', 'orders', 'gateway'].map((name) => lab.start(name, { env })),
      );
      // Each service sleeps by its own clock, whenever the request has got there.
      const moveUntil = async <T>(end: Promise<T>): Promise<T | undefined> => {
        const turns = 2_000;
        const state: { ended: boolean } = { ended: false };
        const ended = end.finally(() => (state.ended = true));
        for (let turn = 0; turn < turns && !state.ended; turn += 1)
          await Promise.all(services.map((each) => each.advance(100)));
        return state.ended ? ended : undefined;
      };
      const request = { method: 'POST', body: { item: 'teapot', amount: 2_500 } };
      const answer = await moveUntil(lab.request(`${services[3]?.url}/api/checkout`, request));
      expect(answer?.status, 'status of the checkout').toBe(201);
      const collected = await moveUntil(complete.promise);
      if (!collected) {
        const found = [...new Set(spans.map((each) => each.service))].join(', ');
        throw new CheckFailure(
          'spans of four services at the collector',
          `there are spans of: ${found || 'none'}`,
        );
      }
      const ids = new Set(spans.map((each) => each.traceId));
      expect(ids.size, 'traces of one checkout over four processes').toBe(1);
    } finally {
      collector.closeAllConnections();
      collector.close();
    }
  },
);
