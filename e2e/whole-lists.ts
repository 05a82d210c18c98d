// Queries of whole lists for tests; the app itself reads each of them by the page, or only the last entries.
import { and, asc, desc, eq } from 'drizzle-orm';
import type { Db } from '@/db/client';
import type { ConnectionEventRow } from '@/db/queries/connection-events';
import type { JobRow } from '@/db/queries/jobs';
import { connectionEvents } from '@/db/schema/connection';
import { jobs } from '@/db/schema/work';

/** Every job of one business, newest first. */
export async function listCompanyJobs(db: Db, companyId: string): Promise<JobRow[]> {
  return db.select().from(jobs).where(eq(jobs.lane, companyId)).orderBy(desc(jobs.id));
}

/** In order of time. */
export async function listConnectionEvents(
  db: Db,
  companyId: string,
  connectionId: string,
): Promise<ConnectionEventRow[]> {
  return db
    .select()
    .from(connectionEvents)
    .where(and(eq(connectionEvents.companyId, companyId), eq(connectionEvents.connectionId, connectionId)))
    .orderBy(asc(connectionEvents.id));
}

/** Events of all connections of a business, in order of time. */
export async function listCompanyConnectionEvents(db: Db, companyId: string): Promise<ConnectionEventRow[]> {
  return db
    .select()
    .from(connectionEvents)
    .where(eq(connectionEvents.companyId, companyId))
    .orderBy(asc(connectionEvents.id));
}
