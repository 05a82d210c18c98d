// Owns the set-up of next-auth: one OpenID Connect issuer, sessions in our database.

import { headers } from 'next/headers';
import type { NextAuthOptions } from 'next-auth';
import { getLocale } from 'next-intl/server';
import { getDatabase } from '@/db/client';
import { machineClock } from '../clock';
import type { Greeting } from '../company/greet-business';
import { recordSignIn } from '../company/record-sign-in';
import { getEnv } from '../env';
import { log } from '../log';
import { requestIdFrom } from '../security/request-id';
import { createAdapter } from './adapter';
import { readClaims } from './claims';
import { isSecureSite, SESSION_MAX_MS, sessionCookieName } from './session';

export const PROVIDER_ID = 'oidc';

/** Built per request: nothing is read from the environment while the app is built. */
export function getAuthOptions(): NextAuthOptions {
  const env = getEnv();
  const issuer = env.OIDC_ISSUER;
  const { db } = getDatabase();
  const secure = isSecureSite();
  let companyId: string | null = null;
  return {
    secret: env.NEXTAUTH_SECRET,
    adapter: createAdapter(db, machineClock, issuer ?? '', () => companyId),
    session: { strategy: 'database', maxAge: SESSION_MAX_MS / 1000 },
    useSecureCookies: secure,
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
      },
    },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    logger: {
      error: (code) => log().warn({ event: 'auth.error', code }),
      warn: (code) => log().info({ event: 'auth.warn', code }),
      debug: () => {},
    },
    providers:
      issuer === undefined
        ? []
        : [
            {
              id: PROVIDER_ID,
              name: env.BRAND_NAME,
              type: 'oauth',
              wellKnown: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
              issuer,
              clientId: env.OIDC_CLIENT_ID ?? '',
              clientSecret: env.OIDC_CLIENT_SECRET ?? '',
              authorization: { params: { scope: env.OIDC_SCOPE } },
              idToken: true,
              checks: ['pkce', 'state', 'nonce'],
              httpOptions: { timeout: 5000 },
              profile: (claims: { sub: string; name?: string; email?: string }) => ({
                id: claims.sub,
                name: claims.name ?? null,
                email: claims.email ?? null,
              }),
            },
          ],
    callbacks: {
      async signIn({ profile }) {
        const claims = readClaims(
          issuer ?? '',
          { ...profile },
          {
            businessId: env.OIDC_CLAIM_BUSINESS_ID,
            businessName: env.OIDC_CLAIM_BUSINESS_NAME,
            role: env.OIDC_CLAIM_ROLE,
            staff: env.OIDC_CLAIM_STAFF,
          },
        );
        if (claims === null) return false;
        try {
          companyId = (await recordSignIn(db, claims, await greetingOf())).companyId;
          return true;
        } catch (error) {
          // Name and code only: a database error may carry what was to be written.
          const code =
            error instanceof Error && error.cause instanceof Error && 'code' in error.cause
              ? error.cause.code
              : null;
          log().error({
            event: 'auth.record-sign-in',
            error: error instanceof Error ? error.name : 'unknown',
            code,
          });
          return '/sign-in?error=unavailable';
        }
      },
    },
  };
}

/** How a business that is new here is greeted: in the language of whoever signs in. */
async function greetingOf(): Promise<Greeting> {
  const requestId = requestIdFrom(await headers());
  return { language: (await getLocale()) === 'fr' ? 'fr' : 'en', requestId };
}
