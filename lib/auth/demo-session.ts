// Demo sign-in: starts a session for a persona without the sign-in service.
import 'server-only';
import { getEnv } from '../runtime/env';
import { isDemo } from '../runtime/is-demo';
import { startSession } from './start-session';

/**
 * The same row and cookie as a sign-in makes. The demo's people are unknown to every sign-in service, so going through one
 * is not possible; the check is repeated here because this is the one door that asks for no proof.
 * The session that the browser had is left alone: it is how a presenter goes back to another scenario.
 */
export async function startDemoSession(who: { userId: string; companyId: string }): Promise<void> {
  if (!isDemo(getEnv())) throw new Error('Sessions without a sign-in exist in the demo only.');
  await startSession({ ...who, method: 'demo' });
}
