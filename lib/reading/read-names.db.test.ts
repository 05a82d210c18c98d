import { startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findOpenCheck } from '@/db/queries/organisation-checks';
import { later, only, pull } from '@/e2e/connection-stage';
import { useTestDatabase } from '@/e2e/database';
import { makeCodat } from '@/e2e/factories';
import { shareStage } from '@/e2e/share-stage';
import { Answer } from '../codat/answer';
import type { Codat } from '../codat/client';
import { answerCheck } from '../connection/answer-check';
import { handleReturn } from '../connection/handle-return';
import { startConnection } from '../connection/start-connection';
import type { Ctx } from '../context';
import { Upstream } from '../errors';
import { alignBeforeLeaving } from '../sync/align-settings';
import { refreshProgress } from './refresh-progress';

const database = useTestDatabase();
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
});
afterAll(() => sandbox.close());

const stage = shareStage(
  () => database.db,
  () => sandbox,
);

/** Xero, connected on the customer's own trip; Codat tells no name of it. */
async function connected(hint: string | null): Promise<Ctx> {
  const ctx = await stage.unnamed();
  await alignBeforeLeaving(ctx);
  const trip = { productId: 'business-insights', platformKey: 'gbol', linkOrigins: [sandbox.url] };
  const state = new URL((await startConnection(ctx, trip)).url).searchParams.get('state');
  await pull(sandbox, ctx, await only(ctx), 'authorize');
  await handleReturn(later(ctx), { state, statusCode: '200', organisation: hint });
  expect(await only(ctx)).toMatchObject({ state: 'Linked', organisation: null });
  return ctx;
}

const asked: string[] = [];
/** @param say the answer about the business's details; without it the sandbox answers */
function codatThat(say?: () => unknown): Codat {
  const inner = makeCodat(sandbox);
  return {
    ...inner,
    ask: async (info, ...rest) => {
      asked.push(info.path);
      return say === undefined ? inner.ask(info, ...rest) : new Answer(say(), () => {});
    },
  };
}
async function refresh(ctx: Ctx, codat: Codat, afterMs = 5000): Promise<number> {
  const before = asked.length;
  const tools = { db: ctx.db, codat, now: () => later(ctx, afterMs).now };
  await refreshProgress(tools, { companyId: ctx.companyId, requestId: 'r' }, 'now');
  return asked.length - before;
}

test('a name that fits is taken from what was agreed and read, and asked for once', async () => {
  const ctx = await connected('Kestrel Coffee');
  expect(await refresh(ctx, codatThat())).toBe(1);
  expect(await only(ctx)).toMatchObject({ organisation: 'Kestrel Coffee', doubt: null });
  expect(await refresh(ctx, codatThat(), 6000)).toBe(0);
});

test('a name that does not fit what the way back said is asked about', async () => {
  const ctx = await connected('Kestrel Coffee');
  await refresh(
    ctx,
    codatThat(() => ({ companyName: 'Alder\nMill' })),
  );
  const row = await only(ctx);
  expect(row).toMatchObject({ organisation: null, doubt: 'unanswered' });
  expect(await findOpenCheck(ctx.db, ctx.companyId, row.id)).toMatchObject({ nameAfter: 'Alder Mill' });
});

test('what the customer has said to be right is named without another question', async () => {
  const ctx = await connected(null);
  const { id } = await only(ctx);
  // While it is asked about, nothing of it is read for anything.
  expect(await refresh(ctx, codatThat())).toBe(0);
  const check = await findOpenCheck(ctx.db, ctx.companyId, id);
  const answer = { connectionId: id, checkId: check?.id ?? '', answer: 'right' as const };
  expect(await answerCheck(later(ctx, 2000), answer)).toBe('answered');
  await refresh(
    ctx,
    codatThat(() => ({ companyName: 'Alder Mill' })),
  );
  expect(await only(ctx)).toMatchObject({ organisation: 'Alder Mill', doubt: null });
});

test('silence is asked again, a refusal and an answer without a name are not', async () => {
  const silent = () => {
    throw new Upstream('refused', { answered: true, status: 503 });
  };
  const refusing = () => {
    throw new Upstream('refused', { answered: true, status: 404 });
  };
  const ctx = await connected('Kestrel Coffee');
  expect(await refresh(ctx, codatThat(silent))).toBe(1);
  expect(await refresh(ctx, codatThat(refusing), 6000)).toBe(1);
  expect(await refresh(ctx, codatThat(), 7000)).toBe(0);
  expect(await only(ctx)).toMatchObject({ organisation: null, doubt: null });
  for (const odd of [{}, { companyName: null }, { companyName: 7 }, { companyName: ' \u200B ' }]) {
    const other = await connected('Kestrel Coffee');
    expect(
      await refresh(
        other,
        codatThat(() => odd),
      ),
    ).toBe(1);
    expect(
      await refresh(
        other,
        codatThat(() => odd),
        6000,
      ),
    ).toBe(0);
    expect(await only(other)).toMatchObject({ organisation: null, doubt: null });
  }
});
