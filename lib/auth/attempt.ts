// Sign-in attempt: cookies per `state`, so that two attempts at once both reach their destinations.
import 'server-only';
import { createHash } from 'node:crypto';
import { cookies } from 'next/headers';
import type { NextAuthOptions } from 'next-auth';
import { safeNextPath } from '../security/next-path';
import { isSecureSite } from './session';

/** Seconds. Next-auth's secrets of an attempt expire earlier; the destination is kept for longer. */
const MAX_AGE = 60 * 60;
/** Every request carries the cookies: abandoned attempts must not fill its header. */
const AT_ONCE = 3;
const PATTERN = /accord\.sign-in\.([a-z0-9]{8,24})\.(\w+)$/;

const nameOf = (attempt: string, part: string) =>
  `${isSecureSite() ? '__Host-' : ''}accord.sign-in.${attempt}.${part}`;
const flags = () => ({ httpOnly: true, sameSite: 'lax', path: '/', secure: isSecureSite() }) as const;
const digest = (state: string) => createHash('sha256').update(state).digest('base64url').slice(0, 22);

/** Next-auth's cookies of an attempt, under names that contain the attempt's id. */
export function attemptCookies(attempt: string): NonNullable<NextAuthOptions['cookies']> {
  const cookie = (part: string, options = {}) => ({
    name: nameOf(attempt, part),
    options: { ...flags(), ...options },
  });
  return {
    state: cookie('state'),
    pkceCodeVerifier: cookie('pkce'),
    nonce: cookie('nonce'),
    callbackUrl: cookie('callback', { maxAge: MAX_AGE }),
  };
}

/** @param now also orders attempts by age */
export async function beginAttempt(now: Date): Promise<string> {
  const known = [...new Set((await attemptsHere()).map(({ attempt }) => attempt))].sort().reverse();
  for (const old of known.slice(AT_ONCE - 1)) await endAttempt(old);
  return `${now.getTime().toString(36)}${crypto.randomUUID().slice(0, 8)}`;
}

/** @param authorization the address at the sign-in service, which contains the state */
export async function keepAttempt(
  attempt: string,
  authorization: string | null,
  next: string,
): Promise<void> {
  const state = authorization === null ? null : stateOf(authorization);
  if (state === null) return;
  const value = `${digest(state)}.${encodeURIComponent(next)}`;
  (await cookies()).set({ name: nameOf(attempt, 'way'), value, maxAge: MAX_AGE, ...flags() });
}

/** The returning attempt and its destination; null for one that began in another browser or long ago. */
export async function findAttempt(state: string | null): Promise<{ attempt: string; next: string } | null> {
  if (state === null) return null;
  const found = (await attemptsHere()).find(
    ({ part, value }) => part === 'way' && value.startsWith(`${digest(state)}.`),
  );
  if (found === undefined) return null;
  return { attempt: found.attempt, next: safeNextPath(decoded(found.value.slice(23))) };
}

export async function endAttempt(attempt: string): Promise<void> {
  const jar = await cookies();
  for (const one of await attemptsHere()) {
    if (one.attempt === attempt) jar.set({ name: one.name, value: '', maxAge: 0, ...flags() });
  }
}

async function attemptsHere() {
  return (await cookies()).getAll().flatMap(({ name, value }) => {
    const [, attempt, part] = PATTERN.exec(name) ?? [];
    return attempt === undefined || part === undefined ? [] : [{ name, value, attempt, part }];
  });
}

function stateOf(address: string): string | null {
  return URL.canParse(address) ? new URL(address).searchParams.get('state') : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
