// A forged last event: what gives access is refused, and stopping goes on, on record.
import { expect, test } from 'vitest';
import { listEvents } from '@/db/queries/consents';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCustomer, makeTools } from '@/e2e/factories';
import { forgeEvent } from '@/e2e/forged-event';
import { NO_CODAT } from '@/e2e/no-codat';
import { decideAccess } from '../access/decide-access';
import { deferConsent } from '../consent/decline-consent';
import { grantConsent } from '../consent/grant-consent';
import { pauseConsent, resumeConsent } from '../consent/pause-consent';
import { withdrawConsent } from '../consent/withdraw-consent';
import type { ConsentEventBody } from '../domain/consent/consent';
import { signatureCheck } from '../domain/ledger/event-signature';
import { LedgerContradiction } from '../errors';
import { publishedKeys } from '../receipt/check-receipt-text';
import { auditLatest } from './audit-business';
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
