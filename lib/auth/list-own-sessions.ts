// Read model of a person's own sessions: the current one first, then by last use. Devices are not stored.
import { listSessionsOf } from '@/db/queries/sessions';
import type { PersonCtx } from '../context';
import type { IdentificationMethod } from '../domain/identity/authority';
import { isSessionOver, type SessionLimits } from '../domain/identity/session-life';
import { machineClock } from '../runtime/clock';

export interface OwnSession {
  id: string;
  isThis: boolean;
  method: IdentificationMethod;
  since: Date;
  /** Exact to a few minutes. */
  usedAt: Date;
}

/** A longer list helps no reader; "end all others" ends the remaining ones too. */
const MOST = 50;

/** @param here the current session */
export async function listOwnSessions(
  { db, userId }: Pick<PersonCtx, 'db' | 'userId'>,
  here: string,
  limits: SessionLimits,
  now = machineClock.now(),
): Promise<OwnSession[]> {
  const rows = await listSessionsOf(db, userId, here, MOST);
  return rows
    .filter((row) => !isSessionOver(row, limits, now))
    .map(({ id, method, createdAt, usedAt }) => ({
      id,
      isThis: id === here,
      method,
      since: createdAt,
      // A server whose clock is ahead may have written it.
      usedAt: new Date(Math.min(usedAt.getTime(), now.getTime())),
    }));
}
