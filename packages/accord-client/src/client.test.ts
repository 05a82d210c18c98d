// Client against servers that fail in every way: whatever is not a readable permission is a denial, in time.
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { type AccordError, type Client, type ClientOptions, createClient, type Question } from './client';

const QUESTION: Question = {
  product: 'lending',
  action: 'read',
  business: 'ext:4711',
  dataType: 'invoices',
};
const ALLOW = { decision: true, context: { reason: 'agreed' } };
const servers: Server[] = [];

afterAll(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return JSON.parse(text);
}

const answering =
  (status: number, body: string, headers: Record<string, string> = {}): RequestListener =>
  (request, response) => {
    request.resume();
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  };

function client(url: string, more: Partial<ClientOptions> = {}): Client & { problems: AccordError[] } {
  const problems: AccordError[] = [];
  const made = createClient({
    url,
    key: 'acc_test_1',
    // Above what a busy machine takes; a test of time sets its own.
    deadlineMs: 60_000,
    onProblem: (one) => problems.push(one),
    ...more,
  });
  return { ...made, problems };
}

describe('a question that is answered', () => {
  it('is asked as AuthZEN says, with the key, and read field by field', async () => {
    const seen: unknown[] = [];
    const url = await serve(async (request, response) => {
      const { authorization, 'accept-language': language } = request.headers;
      seen.push([request.method, request.url, authorization, language, await bodyOf(request)]);
      const context = {
        reason: 'agreed',
        reason_user: 'Le client a dit oui.',
        evaluation_id: 'ev_1',
        evaluated_at: '2026-11-30T10:00:00Z',
        event: { id: 'e', seq: 4, hash: 'h' },
        valid_until: '2027-01-01T00:00:00Z',
        connections: ['c1', 7],
        access_request: { form_url: 'https://bank.example/products/lending/consent' },
      };
      response.end(JSON.stringify({ decision: true, context, unknown: 1 }));
    });
    const at = new Date('2026-03-01T09:00:00Z');
    const answer = await client(url, { language: 'fr' }).explain({ ...QUESTION, at });
    expect(answer).toEqual({
      allowed: true,
      reason: 'agreed',
      sentence: 'Le client a dit oui.',
      evaluationId: 'ev_1',
      evaluatedAt: new Date('2026-11-30T10:00:00Z'),
      event: { id: 'e', seq: 4, hash: 'h' },
      validUntil: new Date('2027-01-01T00:00:00Z'),
      connections: ['c1'],
      accessRequestUrl: 'https://bank.example/products/lending/consent',
      problem: null,
    });
    expect(seen).toEqual([
      [
        'POST',
        '/access/v1/evaluation',
        'Bearer acc_test_1',
        'fr',
        {
          subject: { type: 'product', id: 'lending' },
          action: { name: 'read' },
          resource: { type: 'data', id: 'ext:4711/invoices' },
          context: { time: '2026-03-01T09:00:00.000Z' },
        },
      ],
    ]);
  });

  it('is a boolean, so that a bare `if` is right', async () => {
    const yes = client(await serve(answering(200, JSON.stringify(ALLOW))));
    const no = client(await serve(answering(200, '{"decision":false}')));
    expect(await yes.can(QUESTION)).toBe(true);
    expect(await no.can(QUESTION)).toBe(false);
    expect([yes.problems, no.problems]).toEqual([[], []]);
  });
});

describe('what is no permission is a denial', () => {
  const cases: [string, RequestListener, string, number | null][] = [
    ['a decision in quotes', answering(200, '{"decision":"true"}'), 'unreadable', 200],
    ['a decision that is 1', answering(200, '{"decision":1}'), 'unreadable', 200],
    ['a list', answering(200, '[{"decision":true}]'), 'unreadable', 200],
    ['null', answering(200, 'null'), 'unreadable', 200],
    ['a page', answering(200, '<html>decision: true</html>'), 'unreadable', 200],
    ['nothing', answering(200, ''), 'unreadable', 200],
    [
      'a permission beside an error',
      answering(200, '{"decision":true,"context":{"error":{}}}'),
      'invalid',
      200,
    ],
    ['another status', answering(201, JSON.stringify(ALLOW)), 'unreadable', 201],
    [
      'a permission with status 400',
      answering(400, '{"decision":true,"detail":"no subject"}'),
      'invalid',
      400,
    ],
    ['a wrong key', answering(401, ''), 'unauthorised', 401],
    ['a key of another product', answering(403, ''), 'forbidden', 403],
    ['a failure', answering(500, JSON.stringify(ALLOW)), 'unavailable', 500],
    ['a gateway without a server', answering(502, ''), 'unavailable', 502],
    ['a way to somewhere else', answering(307, '', { location: '/elsewhere' }), 'unavailable', null],
    [
      'a body cut in the middle',
      (request, response) => {
        request.resume();
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"decision":true', () => response.destroy());
      },
      'unavailable',
      null,
    ],
    ['a closed connection', (request) => request.socket.destroy(), 'unavailable', null],
  ];
  it.concurrent.each(cases)('%s', async (_, listener, kind, status) => {
    const asker = client(await serve(listener));
    expect(await asker.can(QUESTION)).toBe(false);
    expect(asker.problems.map((one) => [one.kind, one.status])).toEqual([[kind, status]]);
    expect((await asker.explain(QUESTION)).reason).toBe('not-asked');
    expect(await asker.canMany([QUESTION, QUESTION])).toEqual([false, false]);
  });

  it('no server at all, and a listener that throws', async () => {
    const onProblem = () => {
      throw new Error('of the listener');
    };
    expect(await client('http://127.0.0.1:1', { onProblem }).can(QUESTION)).toBe(false);
  });
});

describe('time', () => {
  it.each<[string, RequestListener]>([
    ['a server that never answers', (request) => request.resume()],
    [
      'a body that never ends',
      (request, response) => {
        request.resume();
        response.write('{"decision":true');
      },
    ],
  ])('%s is a denial at the deadline', async (_, listener) => {
    const asker = client(await serve(listener), { deadlineMs: 150 });
    const from = performance.now();
    expect(await asker.can(QUESTION)).toBe(false);
    expect(performance.now() - from).toBeGreaterThan(140);
    expect(asker.problems.map(({ kind }) => kind)).toEqual(['timeout']);
  });

  it('a fetch that ignores the signal cannot hold a question', async () => {
    const asker = client('https://accord.example', { deadlineMs: 50, fetch: () => new Promise(() => {}) });
    expect(await asker.can(QUESTION)).toBe(false);
    expect(asker.problems.map(({ kind }) => kind)).toEqual(['timeout']);
  });

  it('repeats what did not reach Accord, and nothing else', async () => {
    for (const [status, tries] of [
      [503, 3],
      [429, 3],
      [500, 1],
      [403, 1],
    ] as const) {
      let asked = 0;
      const url = await serve((request, response) => {
        asked += 1;
        answering(status, '')(request, response);
      });
      expect(await client(url).can(QUESTION)).toBe(false);
      expect([status, asked]).toEqual([status, tries]);
    }
  });

  it('a second try that is answered counts', async () => {
    let asked = 0;
    const url = await serve((request, response) => {
      asked += 1;
      answering(asked === 1 ? 503 : 200, JSON.stringify(ALLOW))(request, response);
    });
    const asker = client(url);
    expect(await asker.can(QUESTION)).toBe(true);
    expect(asker.problems).toEqual([]);
  });

  it('waits no longer than the deadline for a limit to pass', async () => {
    const asker = client(await serve(answering(429, '', { 'retry-after': '60' })), { deadlineMs: 1_000 });
    expect(await asker.can(QUESTION)).toBe(false);
    expect(asker.problems.map((one) => [one.kind, one.retryAfterMs])).toEqual([['limited', 60_000]]);
  });
});

describe('many questions', () => {
  it('go in calls of a thousand and come back in order', async () => {
    const sizes: number[] = [];
    const url = await serve(async (request, response) => {
      const evaluations = (await bodyOf(request)).evaluations as { resource: { id: string } }[];
      sizes.push(evaluations.length);
      const answers = evaluations.map(({ resource }) => ({ decision: /[05]\//.test(resource.id) }));
      response.end(JSON.stringify({ evaluations: answers }));
    });
    const questions = Array.from({ length: 2_300 }, (_, n) => ({ ...QUESTION, business: `ext:${n}` }));
    const answers = await client(url).canMany(questions);
    expect(answers).toEqual(questions.map((_, n) => n % 5 === 0));
    expect(sizes).toEqual([1_000, 1_000, 300]);
  });

  it('are denied together where the answers are not one each', async () => {
    const asker = client(await serve(answering(200, JSON.stringify({ evaluations: [ALLOW] }))));
    expect(await asker.canMany([QUESTION, QUESTION])).toEqual([false, false]);
    expect(asker.problems.map(({ kind }) => kind)).toEqual(['unreadable']);
  });

  it('one that Accord cannot read costs its own place alone', async () => {
    const url = await serve(async (request, response) => {
      const evaluations = (await bodyOf(request)).evaluations as { context?: { time: string } }[];
      const answers = evaluations.map(({ context }) =>
        context?.time === 'no date'
          ? { decision: false, context: { error: { status: 400, message: 'no moment' } } }
          : ALLOW,
      );
      response.end(JSON.stringify({ evaluations: answers }));
    });
    const asker = client(url);
    const odd = { ...QUESTION, at: new Date('yesterday') };
    expect(await asker.canMany([QUESTION, odd, QUESTION])).toEqual([true, false, true]);
    expect(asker.problems.map(({ kind, message }) => [kind, message])).toEqual([['invalid', 'no moment']]);
  });

  it('none asks nothing', async () => {
    expect(await client('http://127.0.0.1:1').canMany([])).toEqual([]);
  });
});

it('refuses settings that cannot work', () => {
  expect(() => createClient({ url: 'ftp://bank.example', key: 'k' })).toThrow(TypeError);
  expect(() => createClient({ url: 'https://bank.example', key: 'a b' })).toThrow(TypeError);
  expect(() => createClient({ url: 'https://bank.example', key: 'k', deadlineMs: 0 })).toThrow(TypeError);
});
