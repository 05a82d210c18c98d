// Mounts the part of next-auth that is needed: the sign-in service comes back here. Its own pages and POST routes stay shut.
import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { getAuthOptions } from '@/lib/auth/options';

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

/** `signin` and `error` only lead to our own sign-in page, with the reason. */
const OPEN = ['callback', 'signin', 'error'];

export async function GET(request: NextRequest, context: Context): Promise<Response> {
  const [action = ''] = (await context.params).nextauth;
  if (!OPEN.includes(action)) return new Response(null, { status: 404 });
  const handle = NextAuth(getAuthOptions()) as (request: NextRequest, context: Context) => Promise<Response>;
  return handle(request, context);
}
