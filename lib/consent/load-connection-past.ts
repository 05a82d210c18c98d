// Loader of past connection states: a few events and checks each, however long the history.
import type { Db } from '@/db/client';
import { listConnectionEventsAround } from '@/db/queries/connection-events';
import { listChecksAround } from '@/db/queries/organisation-checks';
import type { ConnectionPast } from '../domain/access/decide-past';

/** Answers `connectionsAt` for these moments, and for no others. */
export async function loadConnectionPast(
  db: Db,
  companyId: string,
  moments: readonly Date[],
): Promise<ConnectionPast> {
  const [happened, questions] = await Promise.all([
    listConnectionEventsAround(db, companyId, moments),
    listChecksAround(db, companyId, moments),
  ]);
  return { happened, questions };
}
