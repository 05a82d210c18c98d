import { Readable } from 'node:stream';
import { startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimUpload, listUploads, setUploadOutcome } from '@/db/queries/uploads';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCodat, makeCustomer, makeTools } from '@/e2e/factories';
import { formOf, pdf, type TestFile } from '@/e2e/upload-stage';
import { ensureCodatCompany } from '../company/ensure-codat-company';
import { grantConsent } from '../consent/grant-consent';
import { withdrawConsent } from '../consent/withdraw-consent';
import type { Ctx } from '../context';
import type { SourceType } from '../domain/connection/connection';
import { SENDING_MS } from '../domain/upload/upload';
import { receiveUpload } from './receive-upload';

const database = useTestDatabase();
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startForTest();
});
afterAll(() => sandbox.close());

/** A customer who agreed so long ago (milliseconds). */
async function customer(productId: string, agoMs = 0): Promise<Ctx> {
  const tools = makeTools(database.db, makeCodat(sandbox, 5000));
  const ctx = await makeCustomer({ ...tools, now: new Date(tools.now.getTime() - agoMs) });
  await grantConsent(ctx, await grantInput(ctx.db, productId));
  return ctx;
}

/** @param meanwhile what happens when half of the form is here */
async function send(
  ctx: Ctx,
  { productId, sourceType }: { productId: string; sourceType: SourceType },
  file: TestFile,
  meanwhile = async () => {},
) {
  const { contentType, bytes } = await formOf([file]);
  const half = bytes.length / 2;
  const body = Readable.from(
    (async function* () {
      yield bytes.subarray(0, half);
      await meanwhile();
      yield bytes.subarray(half);
    })(),
  );
  return (await receiveUpload(ctx, { productId, sourceType, contentType, body })).outcomes;
}

const BOOKS = { productId: 'lending', sourceType: 'Accounting' } as const;
const records = (ctx: Ctx) => listUploads(ctx.db, ctx.companyId, 'Accounting', 9);

test('a yes that is given anew for less, while a file is on its way, stops what it left out', async () => {
  const productId = 'business-insights';
  const ctx = await customer(productId);
  const outcomes = await send(ctx, { productId, sourceType: 'Banking' }, pdf('a.pdf', 400_000), async () => {
    await withdrawConsent({ ...ctx, now: new Date() }, { productId, deletion: 'keep' });
    const input = await grantInput(ctx.db, productId);
    await grantConsent({ ...ctx, now: new Date() }, { ...input, optional: [] });
  });
  expect(outcomes).toEqual(['stopped']);
});

test('of a form that lasts for long, the later files are counted from when they are sent', async () => {
  const ctx = await customer('lending', 2 * SENDING_MS);
  await sandbox.call('POST', '/_sandbox/faults', {
    body: {
      companyId: await ensureCodatCompany(ctx),
      effect: { kind: 'slow', ms: 1500 },
      method: 'POST',
      path: '/companies/:companyId/connections/:connectionId/files',
    },
  });
  const file = pdf();
  const long = send(ctx, BOOKS, file);
  await expect.poll(async () => (await records(ctx)).map(({ outcome }) => outcome)).toEqual(['sending']);
  expect(await send({ ...ctx, now: new Date() }, BOOKS, file)).toEqual(['twice']);
  expect(await long).toEqual(['sent']);
});

test('the record that somebody else has taken for dead stays as it is', async () => {
  const ctx = await customer('lending');
  expect(await send(ctx, BOOKS, pdf())).toEqual(['sent']);
  const connectionId = (await records(ctx))[0]?.connectionId ?? '';
  const [batch, by] = [crypto.randomUUID(), ctx.actor.userId];
  const claim = async (at: Date) => {
    const id = crypto.randomUUID();
    const facts = { id, batch, by, at, connectionId, name: 'a.pdf', bytes: 1, sha256: 'same' };
    const deadSince = new Date(at.getTime() - SENDING_MS);
    const claimed = { ...BOOKS, ...facts, outcome: 'sending' as const };
    expect(await claimUpload(ctx.db, ctx.companyId, claimed, deadSince)).toBe(true);
    return id;
  };
  const dead = await claim(new Date(Date.now() - 2 * SENDING_MS));
  const alive = await claim(new Date());
  expect(await setUploadOutcome(ctx.db, ctx.companyId, alive, 'sent')).toBe(true);
  expect(await setUploadOutcome(ctx.db, ctx.companyId, dead, 'sent')).toBe(false);
  expect((await records(ctx)).find(({ id }) => id === dead)?.outcome).toBe('unsure');
});
