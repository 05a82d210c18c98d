// Transactional outbox of an agreement's end: the jobs match the impact that the customer was shown.

import type { Db } from '@/db/client';
import { insertJob } from '@/db/queries/jobs';
import { keptUntil } from '../domain/consent/retention';
import { type ImpactFacts, impact } from '../domain/next-step/impact';
import type { EndingKind } from '../domain/work/job-kinds';

export interface AgreementEnd {
  companyId: string;
  productId: string;
  /** What happens to data already read that no other product needs. */
  deletion: 'keep' | 'delete';
  endedAt: Date;
  /** How long what was read is kept then. */
  retentionDays: number;
  /** Request id of the ending event: by it the page finds the event's jobs. */
  requestId: string;
}

/** Call it in the transaction of the event. @param facts as they were before the event */
export async function enqueueEnds(tx: Db, facts: ImpactFacts, ending: AgreementEnd): Promise<void> {
  const { productId, deletion } = ending;
  const told = (choice: AgreementEnd['deletion']) =>
    impact(facts, { kind: 'withdraw', productId, deletion: choice }).connections;
  for (const { connectionId, effect } of told(deletion)) {
    if (effect === 'deleted') await enqueue(tx, ending, 'delete-connection', connectionId);
    if (effect === 'unlinked') await enqueue(tx, ending, 'unlink-unused-connection', connectionId);
  }
  if (deletion === 'delete') return;
  // Kept data goes when its time is over, also what was read through a connection that gives no access any more.
  for (const { connectionId, effect } of told('delete')) {
    if (effect === 'deleted') {
      await enqueue(tx, ending, 'delete-unused-connection', connectionId, keptUntil(ending));
    }
  }
}

function enqueue(
  tx: Db,
  { companyId, requestId }: AgreementEnd,
  kind: EndingKind,
  connectionId: string,
  notBefore?: Date,
): Promise<number> {
  return insertJob(tx, {
    job: { kind, companyId, connectionId },
    requestId,
    ...(notBefore === undefined ? {} : { notBefore }),
  });
}
