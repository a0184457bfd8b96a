import { once } from 'node:events';
import http from 'node:http';
import { describe, expect, it } from 'vitest';
import { call, oneLink, rig, useCallees } from './sidecar-support.ts';

const service = useCallees();
const ok: http.RequestListener = (_, response) => void response.end('ok');

describe('a link passes requests on', () => {
  it('with method, path, headers and body, and the answer with status, headers and every Set-Cookie', async () => {
    const payments = await service((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        response.writeHead(201, 'Made', { 'set-cookie': ['a=1', 'b=2'], 'X-Case': 'Kept' });
        response.end(`${request.method} ${request.url} ${body}`);
      });
    });
    await using link = await oneLink(payments);
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const body = method === 'GET' ? '' : '{"cents":1}';
      const answer = await call(link.port, {
        method,
        path: '/charges?x=%20',
        body,
        headers: { 'x-many': ['1', '2'] },
      });
      expect(answer.body).toBe(`${method} /charges?x=%20 ${body}`);
      expect(answer.status).toBe(201);
      expect(answer.headers['set-cookie']).toEqual(['a=1', 'b=2']);
      expect(answer.rawHeaders).toContain('X-Case');
    }
    expect(payments.seen[0]?.headers['x-many']).toBe('1, 2');
    expect(payments.seen[0]?.headers.host).toBe(`127.0.0.1:${link.port}`);
    expect((await call(link.port, { method: 'HEAD' })).status).toBe(201);
  });

  it('without the fields that concern one connection only', async () => {
    const payments = await service((_, response) => {
      response.writeHead(200, { connection: 'close, x-hop', 'x-hop': '1', 'x-end': '1' }).end();
    });
    await using link = await oneLink(payments);
    const headers = {
      connection: 'x-mine',
      'x-mine': '1',
      te: 'trailers',
      'keep-alive': 'timeout=1',
      'x-end': '1',
    };
    const answer = await call(link.port, { headers });
    const seen = payments.seen[0]?.headers ?? {};
    expect(Object.keys(seen)).not.toEqual(expect.arrayContaining(['x-mine']));
    expect([seen['te'], seen['keep-alive'], seen['x-end']]).toEqual([undefined, undefined, '1']);
    expect([answer.headers['x-hop'], answer.headers['x-end']]).toEqual([undefined, '1']);
  });

  it('chunk by chunk, both ways', async () => {
    const payments = await service((request, response) => {
      response.flushHeaders();
      request.pipe(response);
    });
    await using link = await oneLink(payments);
    const request = http.request({ host: '127.0.0.1', port: link.port, method: 'POST', agent: false });
    request.write('one');
    // The answer's head and first chunk come while the request is still being sent.
    const [answer] = await once(request, 'response');
    expect(String((await once(answer, 'data'))[0])).toBe('one');
    request.write('two');
    expect(String((await once(answer, 'data'))[0])).toBe('two');
    request.end();
    answer.resume();
    await once(answer, 'end');
  });

  it('and hands on the head of a request whose body is still to come', async () => {
    const payments = await service(
      (request, response) => void request.resume().on('end', () => response.end()),
    );
    await using link = await oneLink(payments);
    const request = http.request({ host: '127.0.0.1', port: link.port, method: 'POST', agent: false });
    request.flushHeaders();
    await payments.next();
    request.end();
    const [answer] = await once(request, 'response');
    answer.resume();
    await once(answer, 'end');
  });

  it('and hands on the head of an answer that has no body yet', async () => {
    const payments = await service((_, response) =>
      response.writeHead(200, { 'x-early': '1' }).flushHeaders(),
    );
    await using link = await oneLink(payments);
    const request = http.get({ host: '127.0.0.1', port: link.port, agent: false });
    const [answer] = await once(request, 'response');
    expect(answer.headers['x-early']).toBe('1');
    request.on('error', () => {}).destroy();
  });

  it('over connections that are kept open', async () => {
    const payments = await service(ok);
    await using link = await oneLink(payments);
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    let connections = 0;
    for (let turn = 0; turn < 5; turn += 1) {
      const request = http.get({ host: '127.0.0.1', port: link.port, agent });
      const [answer] = await once(request, 'response');
      if (!request.reusedSocket) connections += 1;
      answer.resume();
      await once(answer, 'close');
    }
    agent.destroy();
    expect([connections, payments.connections]).toEqual([1, 1]);
  });

  it('even when the callee answers before it has read all of a request', async () => {
    const payments = await service((request, response) => {
      if (request.method !== 'POST') response.end('next');
      // Having read a byte, Node leaves the rest to us, and we leave it unread.
      else request.once('readable', () => (request.read(1), response.writeHead(413).end()));
    });
    await using link = await oneLink(payments);
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const body = 'x'.repeat(20_000_000);
    expect((await call(link.port, { agent, method: 'POST', body })).status).toBe(413);
    expect((await call(link.port, { agent })).body).toBe('next');
    agent.destroy();
  });
});

describe('aborts', () => {
  it('of the caller reach the callee', async () => {
    const payments = await service(() => {});
    await using link = await oneLink(payments);
    const request = http.get({ host: '127.0.0.1', port: link.port, agent: false }).on('error', () => {});
    const arrived = await payments.next();
    request.destroy();
    await new Promise((resolve) => arrived.on('error', () => {}).on('close', resolve));
    const { links } = await link.event('metrics', ({ links: [first] }) => first?.failures['ABORTED'] === 1);
    expect(links[0]).toMatchObject({ link: 'orders->payments', count: 1, errors: 1, inflight: 0 });
  });

  it('of the callee reach the caller, before and within an answer', async () => {
    const payments = await service((request, response) => {
      if (request.url === '/within') response.write('half', () => response.destroy());
      else response.destroy();
    });
    await using link = await oneLink(payments);
    expect((await call(link.port, { path: '/before' })).error).toBe('ECONNRESET');
    expect((await call(link.port, { path: '/within' })).error).toBe('ECONNRESET');
    await expect(fetch(`http://127.0.0.1:${link.port}/before`)).rejects.toMatchObject({
      cause: { code: 'ECONNRESET' },
    });
  });

  it('while a fault holds the request free it', async () => {
    const payments = await service(ok);
    await using link = await oneLink(payments);
    await link.faults('orders', 'payments', [{ type: 'hang' }]);
    const request = http.get({ host: '127.0.0.1', port: link.port, agent: false }).on('error', () => {});
    await link.event('metrics', ({ links: [first] }) => first?.inflight === 1);
    request.destroy();
    await link.event('metrics', ({ links: [first] }) => first?.failures['ABORTED'] === 1);
    expect(payments.seen).toHaveLength(0);
  });
});

describe('a callee whose port is closed', () => {
  it('is refused to callers until it is open again', async () => {
    const payments = await service(ok);
    await using link = await oneLink(payments);
    expect((await call(link.port)).status).toBe(200);
    await link.run({ type: 'port', service: 'payments', open: false });
    expect((await call(link.port)).error).toBe('ECONNREFUSED');
    await link.run({ type: 'port', service: 'payments', open: true });
    expect((await call(link.port)).status).toBe(200);
    const states = link.events.flatMap((event) => (event.type === 'link' ? [event.state] : []));
    expect(states).toEqual(['listening', 'closed', 'listening']);
  });

  it('resets what is under way', async () => {
    const payments = await service(() => {});
    await using link = await oneLink(payments);
    const result = call(link.port);
    await payments.next();
    await link.run({ type: 'port', service: 'payments', open: false });
    expect((await result).error).toBe('ECONNRESET');
    await link.event('metrics', ({ links: [first] }) => first?.failures['ECONNRESET'] === 1);
  });

  it('shows as a reset as long as the page has not noticed, never as an answer', async () => {
    const payments = await service(ok);
    await using link = await oneLink(payments);
    await payments.close();
    expect((await call(link.port)).error).toBe('ECONNRESET');
    await link.event('metrics', ({ links: [first] }) => first?.failures['ECONNREFUSED'] === 1);
  });

  it('may flap as it likes: the last word counts', async () => {
    const payments = await service(ok);
    await using link = await oneLink(payments);
    const flaps = [false, true, false, true, false, true].map((open) =>
      link.run({ type: 'port', service: 'payments', open }),
    );
    await Promise.all(flaps);
    expect((await call(link.port)).status).toBe(200);
  });

  it('says so when the port of a link is taken', async () => {
    const taken = await service(ok);
    const links = [{ from: 'orders', to: 'payments', listen: taken.port }];
    await using broken = await rig({ services: [{ name: 'payments', port: taken.port, open: true }], links });
    const { message } = await broken.event('problem');
    expect(message).toContain(`The link from orders to payments cannot listen on port ${taken.port}`);
  });
});

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const spansOf = async (
  hopSpans: 'off' | 'beside' | 'between',
  header: string,
): Promise<[unknown[], unknown]> => {
  const payments = await service(ok);
  await using link = await oneLink(payments, { hopSpans });
  await call(link.port, { path: '/charges?card=1', headers: { traceparent: header } });
  const trace = await link.run({ type: 'get-trace', traceId: header.slice(3, 35) });
  return [(trace as { spans: unknown[] }).spans, payments.seen[0]?.headers['traceparent']];
};

describe('spans of hops', () => {
  it('stand beside the callee and leave the header alone', async () => {
    const [spans, header] = await spansOf('beside', traceparent);
    expect(header).toBe(traceparent);
    expect(spans).toEqual([
      expect.objectContaining({
        parentSpanId: 'b7ad6b7169203331',
        service: 'orders',
        kind: 'client',
        attributes: {
          'http.request.method': 'GET',
          'url.path': '/charges',
          'server.address': 'payments',
          'http.response.status_code': 200,
        },
      }),
    ]);
  });

  it('or between caller and callee, where that is configured', async () => {
    const [spans, header] = await spansOf('between', traceparent);
    const [span] = spans as { spanId: string }[];
    expect(header).toBe(`00-0af7651916cd43dd8448eb211c80319c-${span?.spanId}-01`);
  });

  it('are left out where tracing is the exercise, where it is not sampled, and where the header is no good', async () => {
    expect(await spansOf('off', traceparent)).toEqual([[], traceparent]);
    const unsampled = traceparent.replace(/01$/, '00');
    expect(await spansOf('between', unsampled)).toEqual([[], expect.stringMatching(/-00$/)]);
    const upper = traceparent.toUpperCase();
    expect(await spansOf('between', upper)).toEqual([[], upper]);
  });
});
