// Query over the history of connections: which banks somebody confirmed a moment ago; an address alone proves nothing.
import { listCompanyConnectionEvents } from '@/db/queries/connection-events';
import type { Ctx } from '../context';

/** As long as a page that says so is looked at. */
const FRESH_MS = 10 * 60_000;

/** How many banks this person has confirmed within the last minutes. */
export async function countJustConfirmed({ db, companyId, now, actor }: Ctx): Promise<number> {
  const events = await listCompanyConnectionEvents(db, companyId);
  const recent = events.filter(
    ({ kind, by, at }) =>
      kind === 'reconfirmed' && by === actor.name && now.getTime() - at.getTime() < FRESH_MS,
  );
  return new Set(recent.map(({ connectionId }) => connectionId)).size;
}
