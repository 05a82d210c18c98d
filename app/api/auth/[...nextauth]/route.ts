// Route handler: the OpenID Connect callback of next-auth. Its own pages and POST routes stay closed.
import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { problemOf } from '@/app/sign-in/problem';
import { endAttempt, findAttempt } from '@/lib/auth/attempt';
import { getAuthOptions } from '@/lib/auth/options';
import { errorIn, nextIn, problemSaid, signInPlace } from '@/lib/auth/way-back';
import { getEnv } from '@/lib/runtime/env';
import { log } from '@/lib/runtime/log';
import { DEFAULT_NEXT } from '@/lib/security/next-path';

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

type Handle = (request: NextRequest, context: Context) => Promise<Response>;

/** next-auth would copy the query of these into a header and a log; instead they lead to our own page with a fixed word. */
const EXPLAINED = ['signin', 'error'];

export async function GET(request: NextRequest, context: Context): Promise<Response> {
  const [action = ''] = (await context.params).nextauth;
  const { searchParams } = request.nextUrl;
  if (EXPLAINED.includes(action)) return explain(searchParams);
  if (action !== 'callback') return new Response(null, { status: 404 });
  const found = await findAttempt(searchParams.get('state'));
  const next = found?.next ?? DEFAULT_NEXT;
  const said = searchParams.get('error');
  if (said !== null) return leave(problemSaid(said));
  // The sign-in was begun in another browser, or has expired: nothing can be verified.
  if (found === null) return leave('outdated');
  const handle = NextAuth(getAuthOptions(found.attempt)) as Handle;
  const answer = await handle(request, context);
  const error = errorIn(answer.headers.get('location'), new URL(getEnv().NEXTAUTH_URL).origin);
  if (error !== null) return leave(error);
  await end();
  return answer;

  async function end(): Promise<void> {
    if (found !== null) await endAttempt(found.attempt);
  }

  async function leave(problem: string): Promise<Response> {
    log().info({ event: 'auth.no-sign-in', problem });
    await end();
    return new Response(null, { status: 303, headers: { location: signInPlace(problem, next) } });
  }
}

function explain(said: URLSearchParams): Response {
  const next = nextIn({ callbackUrl: said.get('callbackUrl') }, new URL(getEnv().NEXTAUTH_URL).origin);
  const location = signInPlace(problemOf(said.get('error') ?? '') ?? 'failed', next);
  return new Response(null, { status: 303, headers: { location } });
}
