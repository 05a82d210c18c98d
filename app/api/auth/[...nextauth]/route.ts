// Mounts next-auth: the sign-in service comes back here.
import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { getAuthOptions } from '@/lib/auth/options';

type Context = { params: Promise<{ nextauth: string[] }> };

function handle(request: NextRequest, context: Context): Promise<Response> {
  return (NextAuth(getAuthOptions()) as (request: NextRequest, context: Context) => Promise<Response>)(
    request,
    context,
  );
}

export { handle as GET, handle as POST };
