// Job: applies Codat's messages about a company. Each body is a hint; the record follows what Codat answers now.
import type { Db } from '@/db/client';
import { companyByCodatIdPart } from '@/db/queries/companies';
import { connectionsByCodatIdPart } from '@/db/queries/connections';
import { gatherer } from '@/db/queries/gather';
import { finishWebhooks, markWebhooksApplied, waitingWebhooksPart } from '@/db/queries/webhooks';
import type { Codat } from '../codat/client';
import { hasCodatCompany } from '../codat/companies';
import { checkConnections } from '../connection/check-connections';
import { markCompanyDeleted } from '../connection/mark-company-deleted';
import { decideUnknown, workFor } from '../domain/work/webhook';
import { refreshProgress } from '../reading/refresh-progress';
import { machineClock } from '../runtime/clock';
import { enqueueProductSync } from '../sync/sync-codat-products';

/** The message was quicker than our own record of its company: later it will be known. */
export class UnknownCompany extends Error {
  override readonly name = 'UnknownCompany';
}

const readBefore = gatherer('before_webhooks', {
  waiting: waitingWebhooksPart,
  company: companyByCodatIdPart,
  connections: connectionsByCodatIdPart,
});

/**
 * One reading of Codat takes in all that waits, however many messages there are and whatever their order.
 * Safe to repeat. @throws Upstream or UnknownCompany to be tried again
 */
export async function applyWebhooks(
  tools: { db: Db; codat: Codat; now: () => Date },
  { codatCompanyId, requestId }: { codatCompanyId: string; requestId: string },
): Promise<void> {
  const { db, codat } = tools;
  // Listed before Codat is asked: what arrives later may know more than the answer.
  const before = await readBefore(db, { codatCompanyId });
  const { waiting, company } = before;
  if (waiting.length === 0) return;
  const ids = waiting.map(({ id }) => id);
  if (company === null) {
    const received = waiting.map(({ receivedAt }) => receivedAt);
    if (decideUnknown(received, machineClock.now()) === 'wait')
      throw new UnknownCompany('not known here yet');
    await markWebhooksApplied(db, ids, 'unknown-company');
    return;
  }
  const work = new Set(waiting.map(({ eventType }) => workFor(eventType)));
  const asked = { companyId: company.id, requestId };
  // Only where Codat says so twice: in a message, and when it is asked.
  if (work.has('company') && !(await hasCodatCompany(codat, codatCompanyId))) {
    await markCompanyDeleted(db, { ...asked, codatCompanyId, seenAt: tools.now() });
    await markWebhooksApplied(db, ids, 'company-gone');
    return;
  }
  if (work.has('products')) await db.transaction((tx) => enqueueProductSync(tx, asked));
  if (work.has('connections') || work.has('reads') || work.has('company')) {
    await checkConnections(tools, asked, before);
  }
  // What the message says of single kinds of data is not taken from it: Codat is asked, as for everything.
  if (work.has('reads')) await refreshProgress(tools, asked, 'now');
  // A burst enqueues many jobs, and this one has done the work of all.
  await finishWebhooks(db, codatCompanyId, ids);
}
