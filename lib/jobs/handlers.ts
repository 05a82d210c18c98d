// Owns which verb does each kind of owed work.
import type { Db } from '@/db/client';
import type { Codat } from '../codat/client';
import { deleteAtCodat, unlinkAtCodat } from '../connection/end-connection';
import type { JobHandlers } from './worker';

export function createHandlers(tools: { db: Db; codat: Codat; now: () => Date }): JobHandlers {
  return {
    'unlink-connection': (job) => unlinkAtCodat(tools, job.companyId, job.connectionId),
    'delete-connection': (job) => deleteAtCodat(tools, job.companyId, job.connectionId),
  };
}
