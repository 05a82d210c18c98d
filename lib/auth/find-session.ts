// Session lookup: the one place that decides whether a session is valid, for pages, actions and streams alike.
import 'server-only';
import { getDatabase } from '@/db/client';
import { findViewer, type ViewerRow } from '@/db/queries/sessions';
import { isSessionOver } from '../domain/identity/session-life';
import { machineClock } from '../runtime/clock';
import { rememberAsker } from '../security/known-askers';
import { sessionLimits } from './session';

/** @param chosen one of the person's own businesses; null for the one that the session began with */
export async function findSession(tokenHash: string, chosen: string | null): Promise<ViewerRow | null> {
  const row = await findViewer(getDatabase().hot, tokenHash, chosen);
  if (row === null || isSessionOver(row, sessionLimits(), machineClock.now())) return null;
  rememberAsker(tokenHash, row.companyId ?? row.userId);
  return row;
}
