import { startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findConsent } from '@/db/queries/consents';
import { mails } from '@/db/schema/work';
import { connected, later, only } from '@/e2e/connection-stage';
import { useTestDatabase } from '@/e2e/database';
import { disconnectConnection } from '../connection/disconnect-connection';
import { pauseConsent } from '../consent/pause-consent';
import { renewConsent } from '../consent/renew-consent';
import { withdrawConsent } from '../consent/withdraw-consent';
import type { Ctx } from '../context';
import { type Mail, type MailKind, readMail } from '../domain/letter/mail';
import { DAY_MS } from '../domain/text/duration';
import { isStillTrue } from './is-still-true';
import { reconfirmConnections } from './reconfirm-connections';
import { sweepBusiness } from './sweep-business';

const database = useTestDatabase();
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
});
afterAll(() => sandbox.close());

const PRODUCT = 'cash-flow';
const onDay = (ctx: Ctx, day: number) => later(ctx, day * DAY_MS);

/** A bank for cash flow, connected today; the letters that are written by that day. */
async function told(day: number): Promise<{ ctx: Ctx; letters: Mail[] }> {
  const ctx = await connected(database.db, sandbox, [PRODUCT], [{ platformKey: 'natwest_uk' }]);
  await sweepBusiness(ctx.db, ctx.companyId, onDay(ctx, day).now);
  const rows = await ctx.db.select().from(mails).where(eq(mails.companyId, ctx.companyId));
  return { ctx, letters: rows.flatMap(({ kind, facts }) => readMail(kind, facts) ?? []) };
}

const letter = (letters: readonly Mail[], kind: MailKind): Mail => {
  const found = letters.find((each) => each.kind === kind);
  if (found === undefined) throw new Error(`no ${kind} among ${letters.map((each) => each.kind).join(', ')}`);
  return found;
};

type Change = (ctx: Ctx) => Promise<unknown>;
const stop: Change = (ctx) => withdrawConsent(ctx, { productId: PRODUCT, deletion: 'keep' });
const pause: Change = (ctx) => pauseConsent(ctx, PRODUCT);
const renew: Change = async (ctx) => {
  const end = (await findConsent(ctx.db, ctx.companyId, PRODUCT))?.expiresAt ?? ctx.now;
  return renewConsent(ctx, { productId: PRODUCT, shownEnd: end });
};
const confirm: Change = async (ctx) => reconfirmConnections(ctx, [(await only(ctx)).id]);
const disconnect: Change = async (ctx) => disconnectConnection(ctx, (await only(ctx)).id);
const nothing: Change = async () => {};

test.each<[kind: MailKind, day: number, what: string, isTrue: boolean, change: Change]>([
  ['consent-expiring', 80, 'nothing', true, nothing],
  ['consent-expiring', 80, 'stop', false, stop],
  ['consent-expiring', 80, 'renew', false, renew],
  ['consent-expiring', 80, 'pause', true, pause],
  ['connection-expiring', 80, 'nothing', true, nothing],
  ['connection-expiring', 80, 'stop', false, stop],
  ['connection-expiring', 80, 'confirm', false, confirm],
  ['connection-expiring', 80, 'disconnect', false, disconnect],
  ['consent-expired', 100, 'nothing', true, nothing],
  ['consent-expired', 100, 'stop', false, stop],
  ['consent-expired', 100, 'renew', false, renew],
  ['receipt-given', 80, 'stop', true, stop],
])('%s, written on day %i: after %s it is still true: %s', async (kind, day, _what, isTrue, change) => {
  const { ctx, letters } = await told(day);
  const waiting = letter(letters, kind);
  const after = onDay(ctx, day + 0.01);
  await change(after);
  expect(await isStillTrue(ctx.db, ctx.companyId, waiting, onDay(ctx, day + 0.02).now)).toBe(isTrue);
});

test('that something is still shared is not said of what was paused, stopped or renewed meanwhile', async () => {
  for (const [change, isTrue] of [
    [nothing, true],
    [pause, false],
    [stop, false],
    [renew, false],
  ] as const) {
    const { ctx } = await told(1);
    const consent = await findConsent(ctx.db, ctx.companyId, PRODUCT);
    const facts = { productId: PRODUCT, product: 'Cash flow', since: ctx.now.toISOString() };
    const mail: Mail = {
      kind: 'still-sharing',
      facts: { ...facts, until: consent?.expiresAt?.toISOString() ?? '' },
    };
    await change(onDay(ctx, 70));
    expect(await isStillTrue(ctx.db, ctx.companyId, mail, onDay(ctx, 71).now)).toBe(isTrue);
  }
});
