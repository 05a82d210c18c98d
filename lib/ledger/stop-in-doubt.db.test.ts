// Forged chain head: access is refused, stopping still works and is recorded, and every page still opens.
import { expect, test } from 'vitest';
import { listEvents } from '@/db/queries/consents';
import { isChainProven } from '@/db/queries/proven-events';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCustomer, makeTools } from '@/e2e/factories';
import { forgeEvent } from '@/e2e/forged-event';
import { IN_PLACE, putInPlace } from '@/e2e/forged-rows';
import { NO_CODAT } from '@/e2e/no-codat';
import { decideAccess } from '../access/decide-access';
import { getExplanation } from '../access/get-explanation';
import { deferConsent } from '../consent/decline-consent';
import { getConsentView } from '../consent/get-consent-view';
import { grantConsent } from '../consent/grant-consent';
import { listHistory } from '../consent/list-history';
import { listOwnConsents } from '../consent/list-own-consents';
import { pauseConsent, resumeConsent } from '../consent/pause-consent';
import { withdrawConsent } from '../consent/withdraw-consent';
import type { ConsentEventBody } from '../domain/consent/consent';
import { signatureCheck } from '../domain/ledger/event-signature';
import { LedgerContradiction } from '../errors';
import { getHome } from '../home/get-home';
import { getProductView } from '../product/get-product-view';
import { publishedKeys } from '../receipt/check-receipt-text';
import { getStaffBusiness } from '../staff/get-business';
import { auditLatest } from './audit-business';
import { exportLedger } from './export-ledger';
import { verifyExport } from './verify-export';
import { verifyLedger } from './verify-ledger';

const database = useTestDatabase();

async function withEvents() {
  const ctx = await makeCustomer(makeTools(database.db, NO_CODAT));
  for (const id of ['business-insights', 'lending']) await grantConsent(ctx, await grantInput(ctx.db, id));
  await pauseConsent(ctx, 'lending');
  return ctx;
}

const DOUBTED: [string, Parameters<typeof forgeEvent>[3]?, Partial<ConsentEventBody>?][] = [
  ['that copies a signature'],
  ['that nobody signed', () => ({ signature: '', keyId: '' }), { event_type: 'given' }],
  ['of a time that is still to come', undefined, { event_time: '2999-01-01T00:00:00.000Z' }],
];

test.each(DOUBTED)(
  'on a forged event %s stopping is possible, and nothing else',
  async (_what, prove, part) => {
    const ctx = await withEvents();
    await forgeEvent(database.db, ctx.companyId, { event_type: 'resumed', ...part }, prove);
    const agree = async (productId: string) => grantConsent(ctx, await grantInput(ctx.db, productId));
    const defer = async () => deferConsent(ctx, await grantInput(ctx.db, 'revenue-advance'));
    for (const verb of [() => agree('cash-flow'), defer])
      await expect(verb()).rejects.toBeInstanceOf(LedgerContradiction);
    await pauseConsent(ctx, 'business-insights');
    await withdrawConsent(ctx, { productId: 'lending', deletion: 'keep' });
    const last = (await listEvents(ctx.db, ctx.companyId)).slice(-2).map(({ body }) => body);
    expect(last).toMatchObject([
      { event_type: 'paused', seq: 5, follows_unproven: true },
      { event_type: 'withdrawn', seq: 6, follows_unproven: true },
    ]);
    expect(Date.parse(last[1]?.event_time ?? '')).toBeLessThan(Date.now() + 60_000);

    // What was signed in doubt proves nothing before it, neither to verbs nor to the audit.
    for (const verb of [() => agree('lending'), () => resumeConsent(ctx, 'business-insights')])
      await expect(verb()).rejects.toBeInstanceOf(LedgerContradiction);
    const signature = { companyId: ctx.companyId, kind: 'signature', seq: 4 } as const;
    const faults = (await verifyLedger(database.url, publishedKeys(), { processes: 1 })).faults.filter(
      ({ companyId }) => companyId === ctx.companyId,
    );
    expect(faults).toContainEqual(signature);
    expect(faults.filter(({ kind }) => kind === 'signature')).toEqual([signature]);
    const latest = await auditLatest(ctx.db, ctx.companyId, signatureCheck(publishedKeys()), 1, null);
    expect(latest.faults).toContainEqual(signature);

    const ask = async () =>
      (
        await decideAccess(
          { db: ctx.db, now: new Date() },
          { ...ctx, productId: 'lending', dataType: 'invoices' },
        )
      ).reason;
    expect(await ask()).toBe('withdrawn');
    await forgeEvent(database.db, ctx.companyId, { event_type: 'given' });
    expect(await ask()).toBe('withdrawn');
  },
);

test.each(Object.entries(IN_PLACE))(
  '%s in the place of an event breaks no page and no stop, gives nothing, and is named',
  async (_what, text) => {
    const ctx = await withEvents();
    const { companyId } = ctx;
    const before = await listOwnConsents(ctx);
    await putInPlace(ctx.db, companyId, text, { at: 'infinity' });
    await putInPlace(ctx.db, companyId, text, { type: 'data_deleted' });

    const now = await listOwnConsents(ctx);
    expect(now.current.map(({ shown }) => shown)).toEqual(before.current.map(({ shown }) => shown));
    expect((await getHome(ctx)).cards).not.toEqual([]);
    expect((await getConsentView(ctx, 'lending')).standing).toBe('paused');
    expect((await listHistory(ctx, 'lending', undefined)).items.length).toBe(2);
    expect((await getExplanation(ctx, 'business-insights', ctx.now)).summary.reason).toBe('record-in-doubt');
    expect((await getProductView(ctx, 'business-insights')).consent?.standing).toBe('given');
    expect(await isChainProven(ctx.db, companyId)).toBe(false);
    const lines: string[] = [];
    for await (const page of await exportLedger(ctx.db, companyId, ctx.now)) lines.push(page);
    const last = lines.join('').trimEnd().split('\n').at(-1) ?? '';
    expect(JSON.parse(last)).toMatchObject({ kind: 'proof', events: 5, chain: 'broken' });
    const stranger = await verifyExport(lines.join(''), publishedKeys(), null);
    const isNamed = (faults: readonly object[], seq: number) =>
      faults.some((fault) => 'seq' in fault && fault.seq === seq);
    expect(isNamed(stranger.faults, 4)).toBe(true);

    const staff = await getStaffBusiness({ db: ctx.db, now: ctx.now, auditView: async () => {} }, companyId);
    expect([4, 5].every((seq) => isNamed(staff.faults, seq))).toBe(true);
    const audited = await verifyLedger(database.url, publishedKeys(), { processes: 1 });
    const own = audited.faults.filter((fault) => fault.companyId === companyId);
    expect([4, 5].every((seq) => isNamed(own, seq))).toBe(true);

    const agree = async () => grantConsent(ctx, await grantInput(ctx.db, 'cash-flow'));
    await expect(agree()).rejects.toBeInstanceOf(LedgerContradiction);
    await withdrawConsent(ctx, { productId: 'lending', deletion: 'keep' });
    expect((await getConsentView(ctx, 'lending')).standing).toBe('withdrawn');
  },
);
