// Race of expiry and a new consent: both lock the business, so one of them comes first.

import { startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findConnection } from '@/db/queries/connections';
import { connected, happenings, later, only, statesAtCodat } from '@/e2e/connection-stage';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCodat } from '@/e2e/factories';
import { listCompanyJobs } from '@/e2e/whole-lists';
import { decideAccess } from '../access/decide-access';
import type { CallInfo, Codat } from '../codat/client';
import { grantConsent } from '../consent/grant-consent';
import type { Ctx } from '../context';
import { DAY_MS } from '../domain/text/duration';
import { reconfirmConnections } from '../expiry/reconfirm-connections';
import { sweep } from '../expiry/sweep';
import { createJobRunner } from '../jobs/definitions';
import { pathAfterYes } from '../product/path-after-yes';

const database = useTestDatabase();
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
});
afterAll(() => sandbox.close());

const QUIET = { info: () => {}, error: () => {} };
const PRODUCT = 'cash-flow';

/** Something happens while a call of this method is on its way: before Codat has it, or before its answer is here. */
function meanwhile(
  method: CallInfo['method'],
  when: 'before' | 'after',
  happens: () => Promise<unknown>,
): Codat {
  const codat = makeCodat(sandbox);
  let isOver = false;
  const once = async () => {
    if (isOver) return;
    isOver = true;
    await happens();
  };
  return {
    ...codat,
    async call(info, run, key) {
      if (info.method !== method) return codat.call(info, run, key);
      if (when === 'before') await once();
      const answer = await codat.call(info, run, key);
      if (when === 'after') await once();
      return answer;
    },
  };
}

async function stage(days: number, platformKey = 'suuo'): Promise<{ ctx: Ctx; id: string }> {
  const ctx = await connected(database.db, sandbox, [PRODUCT], [{ platformKey }]);
  const over = later(ctx, days * DAY_MS);
  await sweep({ db: database.db, logger: QUIET }, over.now);
  return { ctx: over, id: (await only(ctx)).id };
}

const agree = async (ctx: Ctx) => grantConsent(later(ctx), await grantInput(ctx.db, PRODUCT));

/** Runs the one pending end, as the worker would. */
async function end(ctx: Ctx, codat: Codat) {
  const enqueued = (await listCompanyJobs(ctx.db, ctx.companyId)).find(({ job }) =>
    job.kind.startsWith('unlink-'),
  );
  if (enqueued === undefined) throw new Error('No end is owed.');
  const run = createJobRunner({ db: ctx.db, codat, now: () => later(ctx, 2000).now });
  const { job, requestId } = enqueued;
  switch (job.kind) {
    case 'unlink-unused-connection':
    case 'unlink-lapsed-connection':
      return run(job, requestId);
    default:
      throw new Error(`${job.kind} was not expected`);
  }
}

const ask = ({ companyId, ...ctx }: Ctx) =>
  decideAccess(later({ companyId, ...ctx }, 3000), {
    companyId,
    productId: PRODUCT,
    dataType: 'banking-accounts',
  });

test('an agreement whose time is over is given again before anything is written down, and goes on with what is connected', async () => {
  const ctx = later(
    await connected(database.db, sandbox, [PRODUCT], [{ platformKey: 'suuo' }]),
    200 * DAY_MS,
  );
  expect(await ask(ctx)).toMatchObject({ outcome: 'deny', reason: 'expired' });
  await agree(ctx);
  await sweep({ db: database.db, logger: QUIET }, later(ctx, 2000).now);
  expect((await listCompanyJobs(ctx.db, ctx.companyId)).map(({ job }) => job.kind)).not.toContain(
    'unlink-unused-connection',
  );
  expect(await ask(ctx)).toMatchObject({ outcome: 'allow' });
  expect(await pathAfterYes(later(ctx, 3000), PRODUCT, [])).toBe(`/products/${PRODUCT}/done?agreed=1`);
});

test('a yes that is there before Codat is told keeps the connection, though the end was owed and begun', async () => {
  const { ctx, id } = await stage(200);
  await end(
    ctx,
    meanwhile('GET', 'after', () => agree(ctx)),
  );
  expect(await statesAtCodat(sandbox, ctx)).toEqual(['Linked']);
  expect(await findConnection(ctx.db, ctx.companyId, id)).toMatchObject({ state: 'Linked' });
  expect(await happenings(ctx)).toEqual(['linked']);
  expect(await ask(ctx)).toMatchObject({ outcome: 'allow' });
  expect(await pathAfterYes(later(ctx, 3000), PRODUCT, [])).toBe(`/products/${PRODUCT}/done?agreed=1`);
});

test.each(['before', 'after'] as const)(
  'a yes that comes while Codat is told (%s Codat has done it) is asked to connect again, and reads nothing until then',
  async (when) => {
    const { ctx, id } = await stage(200);
    await end(
      ctx,
      meanwhile('PATCH', when, () => agree(ctx)),
    );
    expect(await statesAtCodat(sandbox, ctx)).toEqual(['Unlinked']);
    expect(await findConnection(ctx.db, ctx.companyId, id)).toMatchObject({ state: 'Unlinked' });
    expect(await happenings(ctx)).toEqual(['linked', 'unlinked']);
    expect(await ask(ctx)).toMatchObject({ outcome: 'deny', reason: 'connection-not-linked' });
    expect(await pathAfterYes(later(ctx, 3000), PRODUCT, [])).toBe(`/products/${PRODUCT}/connect`);
  },
);

test('an attempt that was cut off after Codat had done it is told as it is by the next one', async () => {
  const { ctx, id } = await stage(200);
  const cut = meanwhile('PATCH', 'after', () => Promise.reject(new Error('cut off')));
  await expect(end(ctx, cut)).rejects.toThrow('cut off');
  await agree(ctx);
  await end(ctx, makeCodat(sandbox));
  expect(await findConnection(ctx.db, ctx.companyId, id)).toMatchObject({ state: 'Unlinked' });
  expect(await ask(ctx)).toMatchObject({ outcome: 'deny', reason: 'connection-not-linked' });
});

test('a bank that is confirmed before Codat is told goes on as well', async () => {
  const ctx = await connected(database.db, sandbox, ['lending'], [{ platformKey: 'natwest_uk' }]);
  const over = later(ctx, 91 * DAY_MS);
  await sweep({ db: database.db, logger: QUIET }, over.now);
  const { id } = await only(ctx);
  await end(
    over,
    meanwhile('GET', 'after', () => reconfirmConnections(later(over), [id])),
  );
  expect(await statesAtCodat(sandbox, ctx)).toEqual(['Linked']);
  expect(await happenings(ctx)).toEqual(['linked', 'lapsed', 'reconfirmed']);
});
