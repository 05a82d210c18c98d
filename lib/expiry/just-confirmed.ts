// Query over the history of connections: which banks somebody confirmed a moment ago; an address alone proves nothing.
import { countReconfirmed } from '@/db/queries/connection-events';
import type { Ctx } from '../context';

/** As long as a page that says so is looked at. */
const FRESH_MS = 10 * 60_000;

/** How many banks this person has confirmed within the last minutes. */
export async function countJustConfirmed({ db, companyId, now, actor }: Ctx): Promise<number> {
  const since = new Date(now.getTime() - FRESH_MS);
  return countReconfirmed(db, companyId, { by: actor.name, since });
}
