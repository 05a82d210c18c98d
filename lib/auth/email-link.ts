// Magic link: requested by anyone, sent only to a verified owner of the address, used once.

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

/** Links for one mailbox within the time one is good for. */
const MOST_PER_MAILBOX = 3;

export interface LinkRequest {
  email: string;
  /** Networks that the request is counted by. */
  networks: readonly string[];
  /** Path to go to afterwards. */
  next: string;
  language: Locale;
  /** What links are made with. */
  secret: string;
  requestId: string;
  /** The machine's time. */
  now: Date;
}

/**
 * Does the same for an address that is known and for one that is not, answer and work alike: whose it is, is found out
 * by the worker. So neither words nor time tell who is a customer.
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
 * The person whom a link would sign in; null when it expired or was used. This check does not use it up, because mail
 * scanners open links, too.
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

/** Uses the link up. @returns whom to sign in, and for which business; null when it is over or was used */
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
