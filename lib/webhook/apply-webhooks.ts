// Owns taking in what Codat told of a company: the body is a hint, our record is brought in line with what Codat says now.
import type { Db } from '@/db/client';
import { findCompanyByCodatId } from '@/db/queries/companies';
import { listWaitingWebhooks, markWebhooksApplied } from '@/db/queries/webhooks';
import type { Codat } from '../codat/client';
import { checkConnections } from '../connection/check-connections';
import { decideUnknown } from '../domain/webhook';

/** The message was quicker than our own record of its company: later it will be known. */
export class UnknownCompany extends Error {
  override readonly name = 'UnknownCompany';
}

/**
 * One reading of Codat takes in all that waits, however many messages there are and whatever their order.
 * Safe to repeat. @throws Upstream or UnknownCompany to be tried again
 */
export async function applyWebhooks(
  { db, codat, now }: { db: Db; codat: Codat; now: () => Date },
  { codatCompanyId, requestId }: { codatCompanyId: string; requestId: string },
): Promise<void> {
  // Listed before Codat is asked: what arrives later may know more than the answer.
  const waiting = await listWaitingWebhooks(db, codatCompanyId);
  if (waiting.length === 0) return;
  const ids = waiting.map(({ id }) => id);
  const company = await findCompanyByCodatId(db, codatCompanyId);
  if (company === null) {
    const received = waiting.map(({ receivedAt }) => receivedAt);
    if (decideUnknown(received, new Date()) === 'wait') throw new UnknownCompany('not known here yet');
    await markWebhooksApplied(db, ids, 'unknown-company');
    return;
  }
  await checkConnections({ db, codat, now }, { companyId: company.id, requestId });
  await markWebhooksApplied(db, ids, 'refreshed');
}
