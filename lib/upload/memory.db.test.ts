// Memory bound of uploads: files stream through the process, however many there are.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { startSandbox } from 'codat-sandbox/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCodat, makeCustomer, makeTools } from '@/e2e/factories';
import { testKeys } from '@/e2e/receipt-issuer';
import { grantConsent } from '../consent/grant-consent';
import { FILE_BYTES } from '../domain/upload/upload';

const database = useTestDatabase();
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(() => sandbox.close());

const MEGA = 1024 * 1024;
/** Beside the first file. */
const FILES = 7;

async function startReceiver(companyId: string, userId: string) {
  const facts = {
    databaseUrl: database.url,
    sandboxUrl: sandbox.url,
    apiKey: sandbox.config.apiKey,
    companyId,
    userId,
  };
  const args = ['--expose-gc', '--import', 'tsx', 'e2e/upload-server.ts', JSON.stringify(facts)];
  // The process reads no event that these keys have not signed.
  const env = { ...process.env, ACCORD_E2E_RECEIPT_KEYS: testKeys() };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  return { child, port: Number(String(line)) };
}

/** A form of random files, made while it is sent. */
async function* form(boundary: string, count: number) {
  for (let index = 0; index < count; index += 1) {
    yield `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${index}.pdf"\r\n\r\n%PDF-`;
    yield randomBytes(64);
    for (let sent = 69; sent < FILE_BYTES; sent += MEGA / 4)
      yield Buffer.alloc(Math.min(MEGA / 4, FILE_BYTES - sent), index + 1);
    yield '\r\n';
  }
  yield `--${boundary}--\r\n`;
}

async function post(port: number, count: number): Promise<{ outcomes: string[] }> {
  const boundary = 'a-boundary-of-a-form';
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
  const call = request({ port, host: '127.0.0.1', method: 'POST', headers });
  const [answer] = await Promise.all([once(call, 'response'), pipeline(form(boundary, count), call)]);
  let text = '';
  for await (const chunk of answer[0]) text += String(chunk);
  return JSON.parse(text);
}

const memory = async (port: number): Promise<{ arrayBuffers: number; peak: number; rss: number }> =>
  (await fetch(`http://127.0.0.1:${port}/`)).json();

test('70 MB pass through a process that never holds more than a few', async () => {
  const ctx = await makeCustomer(makeTools(database.db, makeCodat(sandbox)));
  await grantConsent(ctx, await grantInput(ctx.db, 'lending'));
  const { child, port } = await startReceiver(ctx.companyId, ctx.actor.userId);
  try {
    expect((await post(port, 1)).outcomes).toEqual(['sent']);
    const before = await memory(port);
    const { outcomes } = await post(port, FILES);
    expect(outcomes).toEqual(Array.from({ length: FILES }, () => 'sent'));
    const after = await memory(port);
    // Held files would be 70 MB. What was measured is 17 and 22: the rest is air for a machine that collects late.
    expect(after.peak - before.arrayBuffers).toBeLessThan(48 * MEGA);
    expect(after.rss - before.rss).toBeLessThan(48 * MEGA);
  } finally {
    child.kill();
    await once(child, 'exit');
  }
});
