// Erasure of a business: ends every agreement in one transaction; Codat then deletes the company, and its people are
// erased. The ledger stays as proof.
import type { Db } from '@/db/client';
import { findCompany, listMembers, removeMemberships } from '@/db/queries/companies';
import { listConsents } from '@/db/queries/consents';
import { insertJob } from '@/db/queries/jobs';
import type { Codat } from '../codat/client';
import { deleteCodatCompany } from '../codat/companies';
import { markCompanyDeleted } from '../connection/mark-company-deleted';
import { appendEvent } from '../consent/append-event';
import { holdBusiness } from '../consent/chain-head';
import { termsInForce } from '../consent/terms-in-force';
import { decideWithdraw } from '../domain/consent/consent';

export interface Erasure {
  companyId: string;
  /** Business time. */
  now: Date;
  requestId: string;
}

/**
 * Binds at once: every access is denied, and every membership ends. Repeating it enqueues the jobs for Codat once
 * more.
 * @returns the number of agreements it ended
 * @throws NotFound
 */
export async function eraseBusiness(db: Db, erasure: Erasure): Promise<number> {
  const { companyId, requestId } = erasure;
  return db.transaction(async (tx) => {
    const { now } = await holdBusiness(tx, erasure);
    let ended = 0;
    for (const consent of await listConsents(tx, companyId)) {
      const terms = await termsInForce(tx, companyId, consent.productId, consent.standing);
      if (decideWithdraw(consent) === 'nothing-to-withdraw' || terms === null) continue;
      const locale = terms.privacy_notice.language;
      const request = { requestId, page: '', locale, ipTruncated: null, userAgent: null };
      await appendEvent(
        tx,
        { companyId, actor: { kind: 'system', name: 'erasure' }, now, request },
        { type: 'withdrawn', terms, deletion: 'delete', reason: 'the business was erased' },
      );
      ended += 1;
    }
    const userIds = (await listMembers(tx, companyId)).map(({ userId }) => userId);
    // After the receipts, which go to those who acted for it.
    await removeMemberships(tx, companyId);
    await insertJob(tx, { job: { kind: 'delete-company', companyId }, requestId });
    await insertJob(tx, { job: { kind: 'erase-people', companyId, userIds }, requestId });
    return ended;
  });
}

/** Returns when Codat no longer has the company. Repeating it is safe. @throws Upstream to be tried again */
export async function deleteCompanyAtCodat(
  { db, codat, now }: { db: Db; codat: Codat; now: () => Date },
  { companyId, requestId }: { companyId: string; requestId: string },
): Promise<void> {
  const codatCompanyId = (await findCompany(db, companyId))?.codatCompanyId;
  if (!codatCompanyId) return;
  await deleteCodatCompany(codat, codatCompanyId);
  await markCompanyDeleted(db, { companyId, codatCompanyId, seenAt: now(), requestId });
}
