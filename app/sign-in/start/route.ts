// Route handler: starts the OpenID Connect flow, as a plain form post that works without JavaScript.
import { createHash, randomBytes } from 'node:crypto';
import { cookies } from 'next/headers';
import { NextRequest, NextResponse } from 'next/server';
import NextAuth from 'next-auth';
import { beginAttempt, keepAttempt } from '@/lib/auth/attempt';
import { getAuthOptions, PROVIDER_ID } from '@/lib/auth/options';
import { endSession } from '@/lib/auth/viewer';
import { errorIn, signInPlace } from '@/lib/auth/way-back';
import { machineClock } from '@/lib/runtime/clock';
import { getEnv } from '@/lib/runtime/env';
import { safeNextPath } from '@/lib/security/next-path';
import { isFromElsewhere } from '@/lib/security/same-origin';

const MAX_BODY = 4096;

export async function POST(request: NextRequest): Promise<Response> {
  const base = getEnv().NEXTAUTH_URL;
  // CSRF: a form on another site must not sign a person in or out.
  if (isFromElsewhere(request.headers, base)) return new NextResponse(null, { status: 403 });
  if (Number(request.headers.get('content-length') ?? MAX_BODY + 1) > MAX_BODY)
    return new NextResponse(null, { status: 413 });
  const form = new URLSearchParams(await request.text());
  const next = safeNextPath(form.get('next'));
  await endSession();

  // next-auth requires its own CSRF token pair; the check above has done that job already, so the pair is made here.
  const attempt = await beginAttempt(machineClock.now());
  const options = getAuthOptions(attempt);
  const token = randomBytes(32).toString('hex');
  const hash = createHash('sha256').update(`${token}${options.secret}`).digest('hex');
  const secure = options.useSecureCookies === true;
  const name = secure ? '__Host-next-auth.csrf-token' : 'next-auth.csrf-token';
  (await cookies()).set({
    name,
    value: `${token}|${hash}`,
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure,
  });
  const inner = new NextRequest(new URL(`/api/auth/signin/${PROVIDER_ID}`, base), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrfToken: token, callbackUrl: next }),
  });
  const handle = NextAuth(options) as (request: NextRequest, context: RouteContext) => Promise<Response>;
  const answer = await handle(inner, { params: Promise.resolve({ nextauth: ['signin', PROVIDER_ID] }) });
  const location = answer.headers.get('location');
  const error = errorIn(location, new URL(base).origin);
  if (error !== null) return to(signInPlace(error, next));
  await keepAttempt(attempt, location, next);
  return answer;
}

/** Redirects with GET, so that reloading the page submits nothing again. */
function to(place: string): Response {
  return new Response(null, { status: 303, headers: { location: place } });
}

interface RouteContext {
  params: Promise<{ nextauth: string[] }>;
}
