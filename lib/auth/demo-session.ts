// Owns signing in as somebody of the demo, without a sign-in service.
import 'server-only';
import { cookies } from 'next/headers';
import { getDatabase } from '@/db/client';
import { insertSession } from '@/db/queries/sessions';
import { machineClock } from '../clock';
import { isDemo } from '../demo/is-demo';
import { sha256 } from '../domain/ledger';
import { getEnv } from '../env';
import { isSecureSite, newExpiry, SESSION_MAX_MS, sessionCookieName } from './session';

/**
 * The same row and cookie as a sign-in makes. The demo's people are unknown to every sign-in service, so going through one
 * is not possible; the check is repeated here because this is the one door that asks for no proof.
 * The session that the browser had is left alone: it is how a presenter goes back to another scenario.
 */
export async function startDemoSession(who: { userId: string; companyId: string }): Promise<void> {
  if (!isDemo(getEnv())) throw new Error('Sessions without a sign-in exist in the demo only.');
  const now = machineClock.now();
  const token = crypto.randomUUID();
  await insertSession(getDatabase().db, {
    tokenHash: sha256(token),
    userId: who.userId,
    companyId: who.companyId,
    createdAt: now,
    expiresAt: newExpiry(now, now),
  });
  (await cookies()).set({
    name: sessionCookieName(),
    value: token,
    expires: new Date(now.getTime() + SESSION_MAX_MS),
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecureSite(),
  });
}
