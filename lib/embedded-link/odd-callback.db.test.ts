import { randomUUID } from 'node:crypto';
import { startForTest, type TestSandbox } from 'codat-sandbox/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listConnections } from '@/db/queries/connections';
import { listLinkCallbacks } from '@/db/queries/link-callbacks';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCodat, makeCustomer, makeTools } from '@/e2e/factories';
import { ensureCodatCompany } from '../company/ensure-codat-company';
import { handleReturn } from '../connection/handle-return';
import { startConnection } from '../connection/start-connection';
import { grantConsent } from '../consent/grant-consent';
import type { Ctx } from '../context';
import { readReturn } from '../domain/http/return-address';
import { NotFound, Precondition } from '../errors';
import { LinkReport, toCallback } from './read-callback';
import { recordCallback } from './record-callback';

const database = useTestDatabase();
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
});
afterAll(() => sandbox.close());

const PRODUCT = 'business-insights';

async function customer(): Promise<Ctx> {
  const ctx = await makeCustomer(makeTools(database.db, makeCodat(sandbox, 10_000)));
  await grantConsent(ctx, await grantInput(ctx.db, PRODUCT));
  await ensureCodatCompany(ctx);
  return ctx;
}

const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('', '\0', '\uD800', '__proto__', '-1', '1e999', 'null', 'x'.repeat(5000), '\u202E\r\n'),
);
const fieldOf = (right: string) => fc.oneof({ weight: 4, arbitrary: fc.constant(right) }, odd);
const report = fc.record(
  {
    kind: fc.oneof(
      fc.constantFrom('started', 'connected', 'consented', 'failed', 'closed', 'finished', 'back'),
      odd,
    ),
    product: fieldOf(PRODUCT),
    visit: fieldOf(randomUUID()),
    connection: fieldOf(randomUUID()),
    text: fieldOf('We read your invoices.'),
    language: fieldOf('en'),
    version: fieldOf('1'),
    correlation: odd,
    code: odd,
    message: odd,
    recoverable: fieldOf('no'),
  },
  { requiredKeys: ['kind'] },
);

test('whatever a browser says of the window is kept or refused, and makes no connection', async () => {
  const ctx = await customer();
  await fc.assert(
    fc.asyncProperty(report, async (said) => {
      const read = LinkReport.safeParse(said);
      if (!read.success || read.data.kind === 'back') return;
      await recordCallback(ctx, read.data.product, toCallback(read.data)).catch((error: unknown) => {
        if (!(error instanceof NotFound || error instanceof Precondition)) throw error;
      });
    }),
    { numRuns: 150 },
  );
  expect(await listConnections(ctx.db, ctx.companyId)).toEqual([]);
  for (const { message, subject } of await listLinkCallbacks(ctx.db, ctx.companyId, PRODUCT)) {
    expect(message ?? '').not.toMatch(/[\p{Cc}\u202A-\u202E]/u);
    expect(subject).toMatch(/^[\w-]{1,64}$/);
  }
});

test('whatever stands in the address of the way back, the trip comes to what Codat says', async () => {
  const ctx = await customer();
  const trip = { productId: PRODUCT, platformKey: 'gbol', linkOrigins: [sandbox.url] };
  const right = new URL((await startConnection(ctx, trip)).url).searchParams.get('state') ?? '';
  const query = fc.record(
    {
      state: fieldOf(right),
      statusCode: fc.oneof(fc.constantFrom('200', '201', '403', '500', '501'), odd),
      statusText: odd,
      errorMessage: fc.oneof(odd, fc.array(odd)),
      organisation: odd,
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(query, async (said) => {
      const result = await handleReturn(ctx, readReturn(said));
      expect(result.kind).toBe(said.state === right ? 'known' : 'unknown');
      if (result.kind === 'known') expect(result.outcome).not.toBe('connected');
    }),
    { numRuns: 40 },
  );
  expect(await listConnections(ctx.db, ctx.companyId)).toMatchObject([
    { state: 'PendingAuth', organisation: null, doubt: null },
  ]);
});
