import { createHmac, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/database';
import { listWebhooks } from '@/e2e/kept-webhooks';
import { type RawAnswer, sendRaw } from '@/e2e/raw-http';
import { listCompanyJobs } from '@/e2e/whole-lists';
import { createWebhookReader } from '../codat/webhook';
import { webhookRoutes } from './webhooks';

const SECRET = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
const PREVIOUS = `whsec_${Buffer.alloc(32, 4).toString('base64')}`;
const KEY = Buffer.alloc(32, 3);
/** Milliseconds that a body may take here. */
const PATIENCE = 300;
const COMPANY = randomUUID();
const EVENT = JSON.stringify({
  id: randomUUID(),
  eventType: 'connection.connected',
  payload: { referenceCompany: { id: COMPANY } },
});
const database = useTestDatabase();
const log: string[] = [];
const sent: string[] = [];
let server: ServerType;
let port = 0;

beforeAll(async () => {
  const note = (line: object) => log.push(JSON.stringify(line));
  const tools = {
    database: () => database,
    readWebhook: () => createWebhookReader([SECRET, PREVIOUS]),
    logger: () => ({ info: note, warn: note }),
  };
  const app = new Hono().route('/api/webhooks', webhookRoutes(tools, PATIENCE));
  await new Promise<void>((resolve) => {
    server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1', overrideGlobalObjects: false }, () => {
      port = (server.address() as AddressInfo).port;
      resolve();
    });
  });
});
afterAll(() => {
  server.close();
});
afterEach(async () => {
  // No attempt left a message or a job.
  expect(await listWebhooks(database.db, sent.splice(0))).toEqual([]);
  expect(await listCompanyJobs(database.db, `webhooks:${COMPANY}`)).toEqual([]);
});

interface Change {
  body?: string | Uint8Array;
  /** Over other bytes than those sent. */
  signedBody?: string | Uint8Array;
  at?: string;
  signature?: string;
  key?: Buffer;
  /** Lines of the head, in place of the usual ones. */
  headers?: (usual: Record<string, string>) => string[];
  pieces?: (head: string, body: Buffer) => (string | Uint8Array)[];
  gapMs?: number;
}

function attack(change: Change): Promise<RawAnswer> {
  const id = `msg_${randomUUID()}`;
  sent.push(id);
  const body = Buffer.from(change.body ?? EVENT);
  const at = change.at ?? String(Math.floor(Date.now() / 1000));
  const mac = createHmac('sha256', change.key ?? KEY)
    .update(`${id}.${at}.`)
    .update(change.signedBody ?? body)
    .digest('base64');
  const usual = {
    'content-type': 'application/json',
    'content-length': String(body.length),
    'webhook-id': id,
    'webhook-timestamp': at,
    'webhook-signature': change.signature ?? `v1,${mac}`,
  };
  const lines = change.headers?.(usual) ?? Object.entries(usual).map(([name, value]) => `${name}: ${value}`);
  const head = `POST /api/webhooks/codat HTTP/1.1\r\nhost: x\r\n${lines.join('\r\n')}\r\n\r\n`;
  return sendRaw(port, change.pieces?.(head, body) ?? [head, body], change.gapMs);
}

/** The usual head with some lines changed; null leaves one out. */
const withHeaders = (changes: Record<string, string | null>) => (usual: Record<string, string>) =>
  Object.entries({ ...usual, ...changes }).flatMap(([name, value]) =>
    value === null ? [] : [`${name}: ${value}`],
  );

const now = () => Math.floor(Date.now() / 1000);
const chunk = (data: Uint8Array) =>
  Buffer.concat([Buffer.from(`${data.length.toString(16)}\r\n`), data, Buffer.from('\r\n')]);
const LARGE = Buffer.from(`{"eventType":"a.b","payload":{"x":"${'x'.repeat(300_000)}"}}`);
const UTF16 = Buffer.from(EVENT, 'utf16le');

const cases: [name: string, status: number, change: () => Change][] = [
  ['another key', 401, () => ({ key: Buffer.alloc(32, 5) })],
  [
    'a body that was changed',
    401,
    () => ({ signedBody: EVENT, body: EVENT.replace('connected', 'deletedd') }),
  ],
  ['no signature', 401, () => ({ headers: withHeaders({ 'webhook-signature': null }) })],
  ['an empty signature', 401, () => ({ signature: '' })],
  ['only an asymmetric signature', 401, () => ({ signature: `v1a,${'A'.repeat(43)}=` })],
  ['a thousand signatures', 401, () => ({ signature: `v1,${'A'.repeat(43)}= `.repeat(300) })],
  ['no id', 401, () => ({ headers: withHeaders({ 'webhook-id': null }) })],
  ['ids of two families', 401, () => ({ headers: withHeaders({ 'webhook-id': null, 'svix-id': 'msg_x' }) })],
  ['six minutes old', 401, () => ({ at: String(now() - 360) })],
  ['six minutes ahead', 401, () => ({ at: String(now() + 360) })],
  ['a time before all times', 401, () => ({ at: String(-now()) })],
  ['a time that is no number', 401, () => ({ at: 'yesterday' })],
  ['a time with more behind it', 401, () => ({ at: `${now()}abc` })],
  ['a time in milliseconds', 401, () => ({ at: String(Date.now()) })],
  ['an endless time', 401, () => ({ at: '9'.repeat(400) })],
  [
    'two times',
    401,
    () => ({ headers: (usual) => [...withHeaders({})(usual), `webhook-timestamp: ${now()}`] }),
  ],
  ['two ids', 401, () => ({ headers: (usual) => [...withHeaders({})(usual), 'webhook-id: msg_other'] })],
  ['no JSON', 400, () => ({ body: 'not json' })],
  ['JSON that is cut', 400, () => ({ body: EVENT.slice(0, -5) })],
  ['JSON that is no event', 400, () => ({ body: '[1,2,3]' })],
  ['nothing', 400, () => ({ body: '' })],
  ['bytes that are no UTF-8', 400, () => ({ body: new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]) })],
  ['UTF-16', 400, () => ({ body: UTF16 })],
  ['UTF-16 with its mark', 400, () => ({ body: Buffer.concat([Buffer.from([0xff, 0xfe]), UTF16]) })],
  ['UTF-8 with a mark', 400, () => ({ body: `\uFEFF${EVENT}` })],
  ['packed, and not saying so', 400, () => ({ body: gzipSync(EVENT) })],
  [
    'packed, and saying so',
    415,
    () => ({
      body: gzipSync(EVENT),
      signedBody: EVENT,
      headers: withHeaders({ 'content-encoding': 'gzip' }),
    }),
  ],
  ['one byte too large', 413, () => ({ body: LARGE.subarray(0, 256 * 1024 + 1) })],
  ['saying that it is enormous', 413, () => ({ headers: withHeaders({ 'content-length': '9999999999' }) })],
  [
    'too large in chunks, without an end',
    413,
    () => ({
      headers: withHeaders({ 'content-length': null, 'transfer-encoding': 'chunked' }),
      pieces: (head) => [head, ...Array.from({ length: 400 }, () => chunk(LARGE.subarray(0, 1024)))],
    }),
  ],
  [
    'a body that comes too slowly',
    408,
    () => ({ pieces: (head, body) => [head, ...[...body].map((one) => Buffer.from([one]))], gapMs: 20 }),
  ],
  [
    'both lengths at once',
    400,
    () => ({
      headers: withHeaders({ 'transfer-encoding': 'chunked' }),
      pieces: (head, body) => [head, chunk(body)],
    }),
  ],
];

test.each(cases)('%s: %i, and nothing is kept', async (_name, status, change) => {
  const answer = await attack(change());
  expect(answer.status).toBe(status);
  // Whatever was wrong with it: the same words.
  if (status === 401) expect(answer.body).toBe('{"error":"unauthorized"}');
});

test('a sender that hangs up in the middle is no failure of ours', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => attack({ pieces: (head, body) => [head, body.subarray(0, n)] })),
  );
  // Told to come again, or cut: never an answer that says it was kept.
  for (const { status } of answers) expect([null, 400, 408]).toContain(status);
  expect(log.join('\n')).not.toContain('not-kept');
});

test('nothing that was tried shows in the log', () => {
  expect(log.length).toBeGreaterThan(0);
  expect(log.join('\n')).not.toMatch(/v1,|connection\.connected|msg_/);
});
