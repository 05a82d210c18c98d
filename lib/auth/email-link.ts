// Magic link: requested by any visitor, sent only to a verified owner of the address, used once.

import type { Db } from '@/db/client';
import { findFirstCompanyOf } from '@/db/queries/companies';
import { insertJob } from '@/db/queries/jobs';
import {
  countSignInLinks,
  findSignInLink,
  findUserByVerifiedEmail,
  insertSignInLink,
  lockMailbox,
  pruneSignInLinks,
  takeSignInLink,
} from '@/db/queries/sign-in-links';
import { sha256 } from '../domain/crypto/sha256';
import { mailboxOf } from '../domain/identity/mailbox';
import { foldAddress, SIGN_IN_LINK_MS, signInToken } from '../domain/identity/sign-in-link';
import { isMailAddress, NO_BUSINESS } from '../domain/letter/mail';
import type { Locale } from '../domain/text/language';
import { getLimiter } from '../security/rate-limit';
import type { Limiter } from '../security/rate-limiter';

/** Links per mailbox within the validity of one. */
const MOST_PER_MAILBOX = 3;

export interface LinkRequest {
  email: string;
  /** The networks by which the request is counted. */
  networks: readonly string[];
  /** Path to open after signing in. */
  next: string;
  language: Locale;
  /** Secret from which links are derived. */
  secret: string;
  requestId: string;
  /** The machine's time. */
  now: Date;
}

/**
 * Treats known and unknown addresses alike, in answer and work: only the worker looks the owner
 * up. So neither words nor time reveal who is a customer.
 */
export async function askForLink(
  db: Db,
  request: LinkRequest,
  limiter: Limiter<'sign-in-link'> = getLimiter(),
): Promise<'sent' | 'unreadable' | 'too-many'> {
  const { networks, next, language, secret, requestId, now } = request;
  const email = foldAddress(request.email);
  if (!isMailAddress(email)) return 'unreadable';
  const verdict = await limiter.take('sign-in-link', { request: { countedAs: networks } });
  if (!verdict.ok) return 'too-many';
  const since = new Date(now.getTime() - SIGN_IN_LINK_MS);
  const seed = crypto.randomUUID();
  const mailbox = mailboxOf(email);
  return db.transaction(async (tx) => {
    await lockMailbox(tx, mailbox);
    await pruneSignInLinks(tx, since);
    if ((await countSignInLinks(tx, mailbox, since)) >= MOST_PER_MAILBOX) return 'too-many';
    await insertSignInLink(tx, {
      tokenHash: sha256(signInToken(secret, seed)),
      email,
      mailbox,
      createdAt: now,
      expiresAt: new Date(now.getTime() + SIGN_IN_LINK_MS),
    });
    const job = { kind: 'answer-sign-in', companyId: NO_BUSINESS, seed, next, language } as const;
    await insertJob(tx, { job, requestId });
    return 'sent';
  });
}

/**
 * The person whom a link would sign in; null when it has expired or was used. This check does not use it up, because mail
 * scanners open links too.
 */
export async function findLinkOwner(
  db: Db,
  token: string,
  now: Date,
  days: number,
): Promise<{ name: string } | null> {
  const email = await findSignInLink(db, sha256(token), now);
  return email === null ? null : findUserByVerifiedEmail(db, email, days);
}

/** Uses the link up. @returns whom to sign in, and for which business; null when it has expired or was used */
export async function spendLink(
  db: Db,
  token: string,
  now: Date,
  days: number,
): Promise<{ userId: string; companyId: string | null } | null> {
  return db.transaction(async (tx) => {
    const email = await takeSignInLink(tx, sha256(token), now);
    const person = email === null ? null : await findUserByVerifiedEmail(tx, email, days);
    if (person === null) return null;
    return { userId: person.id, companyId: await findFirstCompanyOf(tx, person.id) };
  });
}
