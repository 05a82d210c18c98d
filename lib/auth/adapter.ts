// Adapter of next-auth: stores only sessions, by hash; `recordSignIn` stores people and businesses before that.

import type { Adapter, AdapterUser } from 'next-auth/adapters';
import type { Db } from '@/db/client';
import { beginIssuerSession } from '@/db/queries/issuer-logouts';
import { deleteSession } from '@/db/queries/sessions';
import { findUser, findUserByIdentity } from '@/db/queries/users';
import { sha256 } from '../domain/crypto/sha256';
import type { Clock } from '../runtime/clock';
import type { SaidOfSession } from './claims';
import { sessionCookieSeconds } from './session';

const toAdapterUser = (user: { id: string; name: string; email: string | null }): AdapterUser => ({
  id: user.id,
  name: user.name,
  email: user.email ?? '',
  emailVerified: null,
});

const never = (name: string) => async () => {
  throw new Error(`next-auth called ${name}, which nothing here needs.`);
};

/** The statements of the service at one sign-in. */
export interface SignInSaid extends SaidOfSession {
  /** The business of the sign-in. */
  companyId: string | null;
}

/** @param said by the sign-in that was just recorded; read once per sign-in, never shared between two */
export function createAdapter(db: Db, clock: Clock, issuer: string, said: () => SignInSaid): Adapter {
  return {
    async getUserByAccount({ providerAccountId }) {
      const user = await findUserByIdentity(db, issuer, providerAccountId);
      return user === null ? null : toAdapterUser(user);
    },
    async getUser(id) {
      const user = await findUser(db, id);
      return user === null ? null : toAdapterUser(user);
    },
    async createSession({ sessionToken, userId }) {
      const now = clock.now();
      const { authenticatedAt, ...rest } = said();
      const began = await beginIssuerSession(db, {
        tokenHash: sha256(sessionToken),
        userId,
        ...rest,
        method: 'issuer',
        // The service's clock may be ahead.
        identifiedAt: authenticatedAt === null || authenticatedAt > now ? now : authenticatedAt,
        createdAt: now,
        usedAt: now,
      });
      if (!began) throw new Error('The sign-in service has ended this sign-in meanwhile.');
      return { sessionToken, userId, expires: new Date(now.getTime() + sessionCookieSeconds() * 1000) };
    },
    // Every sign-in creates a new session, whatever cookie the browser still has.
    getSessionAndUser: async () => null,
    async deleteSession(sessionToken) {
      await deleteSession(db, sha256(sessionToken));
    },
    // E-mail is no identity: no user is ever found by it.
    getUserByEmail: async () => null,
    createUser: never('createUser'),
    updateUser: never('updateUser'),
    linkAccount: never('linkAccount'),
    updateSession: never('updateSession'),
  };
}
