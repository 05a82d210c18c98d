// Erasure of a business: ends every agreement in one transaction; Codat then deletes the company, and its people are
// erased. The ledger stays as proof.
import type { Db } from '@/db/client';
import { findCompany, listMembers, removeMemberships } from '@/db/queries/companies';
import type { Codat } from '../codat/client';
import { deleteCodatCompany } from '../codat/companies';
import { markCompanyDeleted } from '../connection/mark-company-deleted';
import { changeAgreement } from '../consent/change-agreement';
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
export function eraseBusiness(db: Db, { companyId, now, requestId }: Erasure): Promise<number> {
  const request = { requestId, page: '', locale: 'en' as const, ipTruncated: null, userAgent: null };
  const asked = { db, companyId, actor: { kind: 'system', name: 'erasure' } as const, now, request };
  return changeAgreement(asked, async (agreements) => {
    const { tx, ctx } = agreements;
    const standing = agreements.consents().filter((row) => decideWithdraw(row) !== 'nothing-to-withdraw');
    let ended = 0;
    for (const { productId } of standing) {
      const { terms } = agreements.agreement(productId);
      if (terms === null) continue;
      await agreements.append(
        { type: 'withdrawn', terms, deletion: 'delete', reason: 'the business was erased' },
        { ...ctx, request: { ...request, locale: terms.privacy_notice.language } },
      );
      ended += 1;
    }
    const userIds = (await listMembers(tx, companyId)).map(({ userId }) => userId);
    // Receipts go to the members that were read before.
    await removeMemberships(tx, companyId);
    agreements.enqueue([
      { job: { kind: 'delete-company', companyId }, requestId },
      { job: { kind: 'erase-people', companyId, userIds }, requestId },
    ]);
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
