// Session start without next-auth: the same row and cookie as a sign-in at the service makes.
import { sha256 } from '../domain/crypto/sha256';
import 'server-only';
import { cookies } from 'next/headers';
import { getDatabase } from '@/db/client';
import { insertSession } from '@/db/queries/sessions';
import type { IdentificationMethod } from '../domain/identity/authority';
import { machineClock } from '../runtime/clock';
import { setActing } from './acting';
import { isSecureSite, sessionCookieName, sessionCookieSeconds } from './session';

/** The caller has verified the person's identity. */
export async function startSession(who: {
  userId: string;
  companyId: string | null;
  method: Exclude<IdentificationMethod, 'issuer'>;
}): Promise<void> {
  const now = machineClock.now();
  const token = crypto.randomUUID();
  await insertSession(getDatabase().db, {
    tokenHash: sha256(token),
    userId: who.userId,
    companyId: who.companyId,
    createdAt: now,
    usedAt: now,
    method: who.method,
    identifiedAt: now,
  });
  await setActing(null);
  (await cookies()).set({
    name: sessionCookieName(),
    value: token,
    maxAge: sessionCookieSeconds(),
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecureSite(),
  });
}
