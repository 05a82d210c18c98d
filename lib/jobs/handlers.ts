// Owns which verb does each kind of owed work.
import type { Db } from '@/db/client';
import type { Codat } from '../codat/client';
import { deleteAtCodat, unlinkAtCodat } from '../connection/end-connection';
import { isUnused } from '../connection/is-unused';
import type { Job } from '../domain/job';
import type { JobHandlers } from './worker';

export function createHandlers(tools: { db: Db; codat: Codat; now: () => Date }): JobHandlers {
  const { db, now } = tools;
  // Between owing and doing, days of a Codat that is down may pass: what the customer has agreed to since comes first.
  const unlessNeeded =
    (work: typeof unlinkAtCodat) =>
    async ({ companyId, connectionId }: Job) => {
      if (await isUnused(db, companyId, connectionId, now())) await work(tools, companyId, connectionId);
    };
  return {
    'unlink-unused-connection': unlessNeeded(unlinkAtCodat),
    'delete-unused-connection': unlessNeeded(deleteAtCodat),
    'delete-connection': (job) => deleteAtCodat(tools, job.companyId, job.connectionId),
  };
}
