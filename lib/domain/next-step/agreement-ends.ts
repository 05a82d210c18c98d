// Jobs for Codat at an agreement's end: they match the impact that the customer was shown.
import { keptUntil } from '../consent/retention';
import type { EndingKind } from '../work/job-kinds';
import { type ImpactFacts, impact } from './impact';

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

export interface EndJob {
  job: { kind: EndingKind; companyId: string; connectionId: string };
  requestId: string;
  notBefore?: Date;
}

/** @param facts as they were before the event */
export function endJobs(facts: ImpactFacts, ending: AgreementEnd): EndJob[] {
  const { companyId, productId, deletion, requestId } = ending;
  const told = (choice: AgreementEnd['deletion']) =>
    impact(facts, { kind: 'withdraw', productId, deletion: choice }).connections;
  const job = (kind: EndingKind, connectionId: string): EndJob => ({
    job: { kind, companyId, connectionId },
    requestId,
  });
  const now = told(deletion).flatMap(({ connectionId, effect }) => {
    if (effect === 'deleted') return [job('delete-connection', connectionId)];
    return effect === 'unlinked' ? [job('unlink-unused-connection', connectionId)] : [];
  });
  if (deletion === 'delete') return now;
  // Kept data goes when its time is over, also what was read through a connection that gives no access any more.
  const later = told('delete')
    .filter(({ effect }) => effect === 'deleted')
    .map(({ connectionId }) => ({
      ...job('delete-unused-connection', connectionId),
      notBefore: keptUntil(ending),
    }));
  return [...now, ...later];
}
