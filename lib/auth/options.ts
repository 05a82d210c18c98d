// Configuration of next-auth: one OpenID Connect issuer, sessions in Accord's database.

import { headers } from 'next/headers';
import type { NextAuthOptions } from 'next-auth';
import { getLocale } from 'next-intl/server';
import { getDatabase } from '@/db/client';
import type { Greeting } from '../company/greet-business';
import { recordSignIn } from '../company/record-sign-in';
import { machineClock } from '../runtime/clock';
import { getEnv } from '../runtime/env';
import { log } from '../runtime/log';
import { requestIdFrom } from '../security/request-id';
import { setActing } from './acting';
import { createAdapter, type SignInSaid } from './adapter';
import { attemptCookies } from './attempt';
import { readClaims } from './claims';
import { isSecureSite, sessionCookieName, sessionCookieSeconds } from './session';

export const PROVIDER_ID = 'oidc';

/**
 * Built per request, so that a build of the app reads nothing from the environment.
 * @param attempt the id of the sign-in, if there is one
 */
export function getAuthOptions(attempt = 'none'): NextAuthOptions {
  const env = getEnv();
  const issuer = env.OIDC_ISSUER;
  const { db } = getDatabase();
  const secure = isSecureSite();
  let said: SignInSaid = { companyId: null, acr: null, amr: [], issuerSid: null, authenticatedAt: null };
  return {
    secret: env.NEXTAUTH_SECRET,
    adapter: createAdapter(db, machineClock, issuer ?? '', () => said),
    session: { strategy: 'database', maxAge: sessionCookieSeconds() },
    useSecureCookies: secure,
    cookies: {
      ...attemptCookies(attempt),
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
        const read = readClaims(
          issuer ?? '',
          { ...profile },
          {
            businessId: env.OIDC_CLAIM_BUSINESS_ID,
            businessName: env.OIDC_CLAIM_BUSINESS_NAME,
            role: env.OIDC_CLAIM_ROLE,
            staff: env.OIDC_CLAIM_STAFF,
          },
          env.OIDC_ROLES,
        );
        if (read === null) return false;
        tellUnreadable(read.unreadable);
        try {
          const { companyId } = await recordSignIn(db, read.claims, await greetingOf());
          said = { ...read.said, companyId };
          // The session is for the business that the service names now, whatever a tab had selected before.
          await setActing(null);
          return true;
        } catch (error) {
          // Name and code only: a database error may contain the values of the statement.
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

const told = new Set<string>();

/** Once per process and name: a service that sends it for all people would fill the log. The value is not logged. */
function tellUnreadable(names: readonly string[]): void {
  for (const claim of names) {
    if (told.has(claim)) continue;
    told.add(claim);
    log().warn({ event: 'auth.claim-unreadable', claim });
  }
}

/** The language of the welcome letter to a new business: that of the person signing in. */
async function greetingOf(): Promise<Greeting> {
  const requestId = requestIdFrom(await headers());
  return { language: (await getLocale()) === 'fr' ? 'fr' : 'en', requestId };
}
