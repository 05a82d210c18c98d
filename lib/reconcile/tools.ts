// Context of reconciliation: the tools of each comparison.
import type { Db } from '@/db/client';
import type { Codat } from '../codat/client';
import type { Finding, Mending } from '../domain/work/reconcile';

export interface ReconcileTools {
  db: Db;
  codat: Codat;
  /** Business time, as connections are kept in. */
  now: () => Date;
}

export interface Order {
  /** Accord's id. */
  companyId: string;
  requestId: string;
  /** Changes nothing, here or at Codat. */
  isDryRun?: boolean;
}

export type Mended = Finding & { done: Mending };
