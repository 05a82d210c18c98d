// The published certification scenario of AuthZEN 1.0, all levels, over HTTP: protocol first, its eight decisions beside it.
import { expect, it, test } from 'vitest';
import { certificationEvaluator } from '@/e2e/certification-evaluator';
import { MOST_QUESTIONS } from '../access/authzen-batch';
import { createAuthzen } from './authzen';

const app = createAuthzen({
  evaluator: () => certificationEvaluator,
  site: () => 'https://accord.bank.example',
});

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await app.request(`/access/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

const alice = { type: 'user', id: 'alice' };
const bob = { type: 'user', id: 'bob' };
const admin = { ...bob, properties: { role: 'admin' } };
const one = { type: 'record', id: 'record-1' };
const archived = { type: 'record', id: 'record-2', properties: { status: 'archived' } };
const read = { name: 'read' };
const write = { name: 'write' };
const question = { subject: alice, action: read, resource: one };

test.each([
  ['permit', question, true],
  ['deny', { subject: bob, action: write, resource: one }, false],
  ['alice writes', { ...question, action: write }, true],
  ['bob reads', { ...question, subject: bob }, true],
  ['with a context', { ...question, context: { time: '2025-06-27T18:03-07:00', ip: '192.168.1.1' } }, true],
  ['denied by a property of the resource', { subject: alice, action: write, resource: archived }, false],
  ['permitted by a property of the subject', { subject: admin, action: write, resource: archived }, true],
  [
    'permitted by a property of the action',
    { ...question, action: { name: 'delete', properties: { soft: true } } },
    true,
  ],
  [
    'denied by a property of the action',
    { ...question, action: { name: 'delete', properties: { soft: false } } },
    false,
  ],
  [
    'with properties that nobody asked for',
    {
      subject: { ...alice, properties: { department: 'Sales', role: 'manager' } },
      action: { ...read, properties: { method: 'GET' } },
      resource: { ...one, properties: { status: 'active', owner: 'bob' } },
    },
    true,
  ],
  ['with unknown fields', { ...question, foo: 'bar', futureField: { nested: true } }, true],
])('evaluation: %s', async (_, body, decision) => {
  const answer = await post('evaluation', body);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('application/json');
  expect(answer.body).toEqual({ decision });
  // The same question has the same answer.
  expect((await post('evaluation', body)).body).toEqual({ decision });
});

test.each([
  ['no subject', { action: read, resource: one }, 'subject'],
  ['no action', { subject: alice, resource: one }, 'action'],
  ['no resource', { subject: alice, action: read }, 'resource'],
  ['a subject without type', { ...question, subject: { id: 'alice' } }, 'subject.type'],
  ['a subject without id', { ...question, subject: { type: 'user' } }, 'subject.id'],
  ['an action without name', { ...question, action: {} }, 'action.name'],
  ['a resource without type', { ...question, resource: { id: 'record-1' } }, 'resource.type'],
  ['a resource without id', { ...question, resource: { type: 'record' } }, 'resource.id'],
  ['a subject that is text', { ...question, subject: 'alice' }, 'subject'],
  ['a name that is a number', { ...question, action: { name: 123 } }, 'action.name'],
  ['a context that is text', { ...question, context: 'now' }, 'context'],
  ['an id without end', { ...question, subject: { type: 'user', id: 'x'.repeat(5000) } }, 'subject.id'],
  ['an id with NUL', { ...question, subject: { type: 'user', id: 'a\0b' } }, 'subject.id'],
  ['half a character', { ...question, resource: { type: 'record', id: 'a\ud83d' } }, 'resource.id'],
  ['a list', [question], 'the body'],
  ['nothing', '', 'no JSON'],
  ['no JSON', '{"subject":', 'no JSON'],
])('400: %s', async (_, body, named) => {
  const answer = await post('evaluation', body);
  expect(answer.status).toBe(400);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.body).toMatchObject({ status: 400, detail: expect.stringContaining(named) });
});

test('400: another content type, and 413: a body without end', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp'])
    expect((await post('evaluation', question, { 'content-type': type })).status, type).toBe(400);
  expect(
    (await post('evaluation', question, { 'content-type': 'application/json; charset=utf-8' })).status,
  ).toBe(200);
  const huge = { ...question, context: { padding: 'x'.repeat(1024 * 1024) } };
  expect((await post('evaluation', huge)).status).toBe(413);
});

test('the id of a request comes back as it was sent, and none is needed', async () => {
  for (const id of ['bfe9eb29-ab87-4ca3-be83-a1d5d8305716', 'x', 'trace/1:2']) {
    expect((await post('evaluation', question, { 'x-request-id': id })).headers.get('x-request-id')).toBe(id);
    // Refused questions, too.
    expect((await post('evaluation', {}, { 'x-request-id': id })).headers.get('x-request-id')).toBe(id);
  }
  expect((await post('evaluation', question)).status).toBe(200);
});

const decisions = (body: { evaluations: { decision: boolean }[] }) =>
  body.evaluations.map(({ decision }) => decision);

test.each([
  [
    'one subject, two resources',
    { subject: alice, action: read, evaluations: [{ resource: one }, { resource: archived }] },
    [true, true],
  ],
  [
    'one resource, two actions',
    { subject: bob, resource: one, evaluations: [{ action: read }, { action: write }] },
    [true, false],
  ],
  [
    'properties per question',
    {
      subject: alice,
      action: write,
      evaluations: [{ resource: { ...one, properties: { status: 'active' } } }, { resource: archived }],
    },
    [true, false],
  ],
  [
    'subjects per question',
    { action: write, resource: archived, evaluations: [{ subject: alice }, { subject: admin }] },
    [false, true],
  ],
  [
    'nothing inherited',
    { evaluations: [question, { subject: bob, action: write, resource: one }] },
    [true, false],
  ],
  [
    'a context of its own',
    {
      ...question,
      context: { time: 'a' },
      evaluations: [{ resource: one }, { resource: archived, context: { time: 'b' } }],
    },
    [true, true],
  ],
  [
    'a type that is inherited, properties that are not',
    {
      subject: alice,
      action: write,
      resource: { type: 'record', properties: { status: 'archived' } },
      evaluations: [{ resource: { id: 'record-1' } }, { resource: archived }],
    },
    [true, false],
  ],
])('evaluations: %s', async (_, body, expected) => {
  const answer = await post('evaluations', body);
  expect(answer.status).toBe(200);
  expect(decisions(answer.body)).toEqual(expected);
  expect(answer.body).not.toHaveProperty('decision');
});

test('a question that cannot be read is denied in its place, with its reason; the others are answered', async () => {
  const { body } = await post('evaluations', {
    subject: alice,
    action: read,
    evaluations: [{ resource: one }, {}, 'x', null, { resource: one }],
  });
  expect(decisions(body)).toEqual([true, false, false, false, true]);
  expect(body.evaluations[1].context).toEqual({
    error: { status: 400, message: 'resource is missing or of the wrong type' },
  });
});

test('without a list of questions, or with an empty one, it is the single call', async () => {
  expect((await post('evaluations', question)).body).toEqual({ decision: true });
  expect((await post('evaluations', { ...question, evaluations: [] })).body).toEqual({ decision: true });
  expect((await post('evaluations', { evaluations: [] })).status).toBe(400);
});

test.each([
  ['execute_all', [true, false, true]],
  ['deny_on_first_deny', [true, false]],
  ['permit_on_first_permit', [true]],
])('%s gives the answers up to the one that settles it', async (semantic, expected) => {
  const evaluations = [{ action: read }, { action: { name: 'unknown' } }, { action: write }];
  const options = { evaluations_semantic: semantic };
  const { body } = await post('evaluations', { subject: alice, resource: one, options, evaluations });
  expect(decisions(body)).toEqual(expected);
});

test('a batch has an end, and its options are read', async () => {
  const many = (count: number) => ({ ...question, evaluations: Array.from({ length: count }, () => ({})) });
  expect(decisions((await post('evaluations', many(MOST_QUESTIONS))).body)).toHaveLength(MOST_QUESTIONS);
  expect(await post('evaluations', many(MOST_QUESTIONS + 1))).toMatchObject({
    status: 400,
    body: { detail: 'evaluations holds more than 1000 questions' },
  });
  expect((await post('evaluations', { ...question, evaluations: 'all' })).status).toBe(400);
  const options = { evaluations_semantic: 'sometimes' };
  expect((await post('evaluations', { ...question, options, evaluations: [{}] })).status).toBe(400);
});

test.each([
  ['subject', { subject: { type: 'user' }, action: read, resource: one }, [alice, bob]],
  ['subject', { subject: { type: 'user' }, action: read, resource: one, context: { ip: 'x' } }, [alice, bob]],
  ['subject', { subject: { type: 'user', id: 'alice' }, action: read, resource: one }, [alice, bob]],
  ['subject', { subject: { type: 'user' }, action: write, resource: archived }, [bob]],
  ['subject', { subject: { type: 'spaceship' }, action: read, resource: one }, []],
  [
    'resource',
    { subject: alice, action: read, resource: { type: 'record' } },
    [one, { type: 'record', id: 'record-2' }],
  ],
  [
    'resource',
    { subject: admin, action: write, resource: { type: 'record' } },
    [{ type: 'record', id: 'record-2' }],
  ],
  ['action', { subject: alice, resource: one }, [{ name: 'read' }, { name: 'write' }]],
  ['action', { subject: admin, resource: archived }, [{ name: 'read' }, { name: 'write' }]],
  ['action', { subject: { type: 'user', id: 'nonexistent-user' }, resource: one }, []],
])('search for a %s', async (searched, body, results) => {
  for (const page of [{}, { page: { limit: 1 } }]) {
    const answer = await post(`search/${searched}`, { ...body, ...page });
    expect(answer.status).toBe(200);
    expect(answer.body.results).toEqual(results);
    expect(answer.body.page.next_token).toBe('');
  }
});

test.each([
  ['subject', { subject: { type: 'user' }, resource: one }],
  ['resource', { action: read, resource: { type: 'record' } }],
  ['action', { subject: alice }],
  ['subject', { subject: { type: 'user' }, action: read, resource: { type: 'record' } }],
  ['resource', { subject: { type: 'user' }, action: read, resource: { type: 'record' } }],
  ['subject', { subject: { type: 'user' }, action: read, resource: one, page: { limit: 0 } }],
  ['subject', { subject: { type: 'user' }, action: read, resource: one, page: 'next' }],
])('400: search for a %s without what it needs', async (searched, body) => {
  expect((await post(`search/${searched}`, body)).status).toBe(400);
});

it('is discovered by the configured site, whatever a client calls it', async () => {
  const response = await app.request('http://evil.example/.well-known/authzen-configuration', {
    headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' },
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('application/json');
  const metadata = await response.json();
  expect(metadata.policy_decision_point).toBe('https://accord.bank.example');
  for (const [name, value] of Object.entries(metadata)) {
    expect(new URL(String(value)).origin, name).toBe('https://accord.bank.example');
    if (name !== 'policy_decision_point') {
      const path = new URL(String(value)).pathname;
      expect((await app.request(path, { method: 'POST' })).status, name).toBe(400);
    }
  }
});
