// Commands that end a person's own sessions: idempotent, and silent about sessions of other people.
import { endOtherSessionsOf, endSessionOf } from '@/db/queries/sessions';
import type { PersonCtx } from '../context';

interface Asking extends Pick<PersonCtx, 'db' | 'userId'> {
  logger: { info(line: object): void };
}

/** @returns the number ended: 0 if the session had ended already, or is another person's */
export async function endOwnSession(asking: Asking, id: string): Promise<number> {
  return told(asking, await endSessionOf(asking.db, asking.userId, id));
}

/** @param here the current session, which stays */
export async function endOtherSessions(asking: Asking, here: string): Promise<number> {
  return told(asking, await endOtherSessionsOf(asking.db, asking.userId, here));
}

function told({ logger, userId: user }: Asking, sessions: number): number {
  logger.info({ event: 'session.ended', by: 'person', user, sessions });
  return sessions;
}
