// Tests of every event: sent when it happens, signed, and in the documented shape.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { advance, authorize, createConnection } from '../../test/client';
import { eventSchema } from '../../test/schemas/events';
import { consume, door, happen, type Received, type Stage, startStage } from '../../test/webhooks';

const PUBLISHED = fileURLToPath(
  new URL('../../../../../shared/codat/platform-openapi.json', import.meta.url),
);
const published = existsSync(PUBLISHED) ? publishedChecks(readFileSync(PUBLISHED, 'utf8')) : undefined;

/** A check per event of the published document. */
function publishedChecks(text: string): Map<string, ValidateFunction> {
  const document: { webhooks: Record<string, unknown> } = JSON.parse(text);
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema(document, 'published');
  const schema = '/post/requestBody/content/application~1json/schema';
  return new Map(
    Object.keys(document.webhooks).map((type) => [
      type,
      ajv.compile({ $ref: `published#/webhooks/${type}${schema}` }),
    ]),
  );
}

const PRODUCT = 'lending-decisions';
const SYNC_SECONDS = 60;

const ORDINARY = [
  'company.created',
  'company.product.added',
  'company.product.removed',
  'company.deleted',
  'connection.created',
  'connection.connected',
  'connection.failed',
  'connection.disconnected',
  'connection.reconnected',
  'connection.deleted',
  'read.completed',
  'read.completed.initial',
  'client.rateLimit.reached',
  'client.rateLimit.reset',
];
const OF_PRODUCT = ['', '.successful', '.unsuccessful', '.initial'].map(
  (end) => `${PRODUCT}.read.completed${end}`,
);

let stage: Stage;

beforeAll(async () => {
  stage = await startStage({ profile: { name: 'lenient' }, syncSeconds: SYNC_SECONDS });
});
afterEach(async () => {
  await door(stage.sandbox, 'POST', '/reset');
  stage.receiver.received = [];
});
afterAll(() => stage.close());

/** Every message there is, once exactly these have come in whatever order. */
async function arrived(types: string[]): Promise<Received[]> {
  const { receiver } = stage;
  const sorted = () => receiver.received.map(({ type }) => type).sort();
  await expect.poll(sorted, { interval: 10 }).toEqual([...types].sort());
  for (const message of receiver.received) check(message);
  const messages = receiver.received;
  receiver.received = [];
  return messages;
}

function nullsIn(value: unknown, at: string): string[] {
  if (value === null) return [at];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) => nullsIn(inner, `${at}.${name}`));
}

function check({ type, body, headers }: Received): void {
  const json = new Webhook(stage.sandbox.config.webhookSecret).verify(body, headers);
  const own = eventSchema(type).safeParse(json);
  expect(own.success ? [] : own.error.issues, type).toEqual([]);
  expect(nullsIn(json, '').filter((at) => at !== '.payload.createdByUserName')).toEqual([]);
  const theirs = published?.get(type.replace(`${PRODUCT}.`, '').replace(/\.(un)?successful$/, ''));
  if (theirs) expect(theirs(json) ? [] : theirs.errors, type).toEqual([]);
}

const payloadOf = (message: Received | undefined) => JSON.parse(message?.body ?? '{}').payload;
const put = (path: string, body?: unknown) =>
  stage.sandbox.call('PUT', path, body === undefined ? {} : { body });

it('tells of a business and its products', async () => {
  const { sandbox, receiver } = stage;
  await consume(sandbox, receiver.url, ORDINARY);
  const companyId = await happen(sandbox, 'Credit & Sons');
  const [created] = await arrived(['company.created']);
  expect(payloadOf(created)).toMatchObject({ id: companyId, name: 'Credit & Sons', products: [] });

  await put(`/companies/${companyId}/products/${PRODUCT}`);
  const [added] = await arrived(['company.product.added']);
  expect(payloadOf(added)).toMatchObject({ id: companyId, productId: PRODUCT, products: [PRODUCT] });
  await sandbox.call('DELETE', `/companies/${companyId}/products/${PRODUCT}`);
  const [removed] = await arrived(['company.product.removed']);
  expect(payloadOf(removed)).toMatchObject({ productId: PRODUCT, products: [] });

  await createConnection(sandbox, companyId);
  await arrived(['connection.created']);
  await sandbox.call('DELETE', `/companies/${companyId}`);
  const gone = await arrived(['connection.deleted', 'company.deleted']);
  expect(payloadOf(gone.find(({ type }) => type === 'company.deleted'))).toMatchObject({ id: companyId });
});

it('tells what becomes of a connection', async () => {
  const { sandbox, receiver } = stage;
  await consume(sandbox, receiver.url, ORDINARY);
  const { id: companyId } = await (
    await sandbox.call('POST', '/companies', { body: { name: 'A', tags: { region: 'Nord-du-Québec' } } })
  ).json();
  const { id } = await createConnection(sandbox, companyId);
  const path = `/companies/${companyId}/connections/${id}`;
  const [, created] = (await arrived(['company.created', 'connection.created'])).sort(byType);
  expect(payloadOf(created)).toMatchObject({
    referenceCompany: { id: companyId, name: 'A', tags: { region: 'Nord-du-Québec' } },
    connection: { id, status: 'PendingAuth' },
  });

  await door(sandbox, 'POST', `${path}/cancel`);
  const [failed] = await arrived(['connection.failed']);
  const { connection } = payloadOf(failed);
  expect(connection).toMatchObject({
    status: 'PendingAuth',
    dataConnectionErrors: [{ statusCode: '403', status: 'Active' }],
  });
  expect(connection).not.toHaveProperty('lastSync');

  await authorize(sandbox, companyId, id);
  const [connected] = await arrived(['connection.connected']);
  expect(payloadOf(connected)).toMatchObject({
    connection: { status: 'Linked', dataConnectionErrors: [{ status: 'Resolved' }] },
  });
  await door(sandbox, 'POST', `${path}/deauthorize`);
  const [lost] = await arrived(['connection.disconnected']);
  expect(payloadOf(lost)).toMatchObject({
    connection: {
      status: 'Deauthorized',
      dataConnectionErrors: [{ status: 'Resolved' }, { statusCode: '401', status: 'Active' }],
    },
  });
  await authorize(sandbox, companyId, id);
  await arrived(['connection.reconnected']);
  await sandbox.call('PATCH', path, { body: { status: 'Unlinked' } });
  const [unlinked] = await arrived(['connection.disconnected']);
  expect(payloadOf(unlinked)).toMatchObject({ connection: { status: 'Unlinked' } });
  await sandbox.call('DELETE', path);
  const [deleted] = await arrived(['connection.deleted']);
  expect(payloadOf(deleted)).toMatchObject({ connection: { id, status: 'Unlinked' } });
});

const byType = (a: Received, b: Received) => a.type.localeCompare(b.type);

it('tells of reads after each authorisation, once they are through, with what failed', async () => {
  const { sandbox, receiver } = stage;
  const companyId = await happen(sandbox);
  const { id } = await createConnection(sandbox, companyId);
  await put(`/companies/${companyId}/products/${PRODUCT}`);
  await consume(sandbox, receiver.url, ['read.completed', 'read.completed.initial', ...OF_PRODUCT]);
  await authorize(sandbox, companyId, id);
  await advance(sandbox, SYNC_SECONDS * 1000 - 1);
  expect(JSON.parse((await door(sandbox, 'GET', '/deliveries')).text)).toEqual({ deliveries: [] });
  await advance(sandbox, 1);
  const [ofProduct, , , ofAll] = (
    await arrived([
      'read.completed',
      'read.completed.initial',
      `${PRODUCT}.read.completed`,
      `${PRODUCT}.read.completed.initial`,
      `${PRODUCT}.read.completed.successful`,
    ])
  ).sort(byType);
  const reads: { status: string; recordsModified: boolean; issues: unknown[] }[] = payloadOf(ofAll).dataTypes;
  expect(reads.length).toBeGreaterThan(payloadOf(ofProduct).dataTypes.length);
  const whole = { connectionId: id, status: 'Complete', recordsModified: false, issues: [] };
  for (const read of reads) expect(read).toMatchObject(whole);

  await authorize(sandbox, companyId, id);
  const failure = { dataType: 'invoices', status: 'FetchError' };
  const failing = `/companies/${companyId}/connections/${id}/fail-type`;
  expect((await door(sandbox, 'POST', failing, failure)).status).toBe(200);
  await advance(sandbox, SYNC_SECONDS * 1000);
  const again = await arrived([
    'read.completed',
    'read.completed.initial',
    `${PRODUCT}.read.completed`,
    `${PRODUCT}.read.completed.initial`,
    `${PRODUCT}.read.completed.unsuccessful`,
  ]);
  for (const message of again) {
    const bad = payloadOf(message).dataTypes.filter((read: { status: string }) => read.status !== 'Complete');
    expect(bad).toMatchObject([{ dataType: 'invoices', status: 'FetchError', recordsModified: false }]);
    expect(bad[0].issues).toHaveLength(1);
  }
});

it('tells of the quota, to consumers who asked for all companies', async () => {
  const { sandbox, receiver } = stage;
  await consume(sandbox, receiver.url, ORDINARY);
  await consume(sandbox, receiver.url, ORDINARY, { companyTags: ['a:b'] });
  expect((await door(sandbox, 'PUT', '/limits', { dailyCalls: 3 })).status).toBe(204);
  expect((await sandbox.call('GET', '/profile')).status).toBe(200);
  expect((await sandbox.call('GET', '/profile')).status).toBe(429);
  const [reached] = await arrived(['client.rateLimit.reached']);
  expect(payloadOf(reached)).toMatchObject({ dailyQuota: 3, quotaRemaining: 0 });
  await advance(sandbox, 12 * 60 * 60 * 1000);
  const [reset] = await arrived(['client.rateLimit.reset']);
  expect(payloadOf(reset)).toMatchObject({ dailyQuota: 3, quotaRemaining: 3 });
});

it('covers everything that is published, and more', () => {
  if (published) expect([...published.keys()].sort()).toEqual([...ORDINARY].sort());
  const broken = { id: 'no guid', eventType: 'connection.created', payload: { connection: { status: 7 } } };
  expect(published?.get('connection.created')?.(broken) ?? false).toBe(false);
});
