// Guard of customer pages and actions: names the viewer, or redirects to sign-in.
import { sha256 } from '../domain/crypto/sha256';
import 'server-only';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { getDatabase } from '@/db/client';
import { deleteSession, noteUse } from '@/db/queries/sessions';
import type { Identification, Role } from '../domain/identity/authority';
import { isWorthNoting } from '../domain/identity/session-life';
import { machineClock } from '../runtime/clock';
import { readActing } from './acting';
import { findSession } from './find-session';
import { isSecureSite, sessionCookieName, sessionLimits } from './session';

export interface Person {
  sessionId: string;
  userId: string;
  name: string;
  email: string | null;
  suggestedBusinessName: string | null;
  /** Number of businesses that the person may act for. */
  businesses: number;
  identified: Identification;
}

export interface Customer extends Person {
  companyId: string;
  companyName: string;
  role: Role;
}

export type Viewer =
  | { kind: 'person'; person: Person }
  | { kind: 'customer'; customer: Customer }
  /** Works for the client: acts for no business, even if the person owns one. */
  | { kind: 'staff'; person: Person };

/** One query per request, however many parts of the page call it. Null without a session, or with an expired one. */
export const getViewer = cache(async (): Promise<Viewer | null> => {
  const tokenHash = await readTokenHash();
  if (tokenHash === null) return null;
  const row = await findSession(tokenHash, await readActing());
  if (row === null) return null;
  const now = machineClock.now();
  if (isWorthNoting(row.usedAt, sessionLimits(), now)) await noteUse(getDatabase().db, tokenHash, now);
  const person: Person = {
    sessionId: row.sessionId,
    userId: row.userId,
    name: row.userName,
    email: row.email,
    suggestedBusinessName: row.suggestedBusinessName,
    businesses: row.businesses,
    identified: { method: row.method, at: row.identifiedAt, acr: row.acr, amr: row.amr },
  };
  if (row.isStaff) return { kind: 'staff', person };
  if (row.companyId === null || row.companyName === null || row.role === null)
    return { kind: 'person', person };
  return {
    kind: 'customer',
    customer: { ...person, companyId: row.companyId, companyName: row.companyName, role: row.role },
  };
});

export function personIn(viewer: Viewer): Person {
  return viewer.kind === 'customer' ? viewer.customer : viewer.person;
}

/** A signed-in person; other visitors are sent to sign in and then return to `path`. */
export async function requireViewer(path: string): Promise<Viewer> {
  const viewer = await getViewer();
  if (viewer === null) redirect(await signInPath(path));
  return viewer;
}

/** A person acting for a business; others first choose or name one, and then return to `path`. */
export async function requireCustomer(path: string): Promise<Customer> {
  const viewer = await requireViewer(path);
  if (viewer.kind === 'staff') redirect('/staff');
  if (viewer.kind === 'person') {
    const place = viewer.person.businesses > 0 ? '/businesses' : '/welcome';
    redirect(`${place}?next=${encodeURIComponent(path)}`);
  }
  return viewer.customer;
}

/** Whether the browser sends a session cookie; the database is not asked, so no permission may rest on it. */
export async function hasSessionCookie(): Promise<boolean> {
  return (await readTokenHash()) !== null;
}

/** Ends the session at once: the row is deleted, so that a copied cookie is worthless. */
export async function endSession(): Promise<void> {
  const tokenHash = await readTokenHash();
  if (tokenHash !== null) await deleteSession(getDatabase().db, tokenHash);
  (await cookies()).set({
    name: sessionCookieName(),
    value: '',
    maxAge: 0,
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecureSite(),
  });
}

async function signInPath(path: string): Promise<string> {
  const hadSession = (await readTokenHash()) !== null;
  return `/sign-in?${hadSession ? 'error=expired&' : ''}next=${encodeURIComponent(path)}`;
}

/** The hash of the session's token; null for a browser without one. */
export async function readTokenHash(): Promise<string | null> {
  const token = (await cookies()).get(sessionCookieName())?.value;
  return token !== undefined && /^[A-Za-z0-9-]{16,200}$/.test(token) ? sha256(token) : null;
}
