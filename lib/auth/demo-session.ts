// Demo sign-in: starts a session for a persona without the sign-in service.
import 'server-only';
import { getEnv } from '../runtime/env';
import { isDemo } from '../runtime/is-demo';
import { startSession } from './start-session';

/**
 * Creates the same row and cookie as a sign-in. The demo's people are unknown to every sign-in service, so none can
 * be used. The check of demo mode is repeated here, because this sign-in asks for no proof.
 * The browser's previous session stays: with it a presenter returns to another scenario.
 */
export async function startDemoSession(who: { userId: string; companyId: string }): Promise<void> {
  if (!isDemo(getEnv())) throw new Error('Sessions without a sign-in exist in the demo only.');
  await startSession({ ...who, method: 'demo' });
}
