// Answer to a request for a magic link: runs in the worker, so that every request takes the same time.

import type { Db } from '@/db/client';
import { findSignInLink, findUserByVerifiedEmail } from '@/db/queries/sign-in-links';
import { sha256 } from '../domain/crypto/sha256';
import { signInToken } from '../domain/identity/sign-in-link';
import { NO_BUSINESS } from '../domain/letter/mail';
import type { JobOf } from '../domain/work/job-kinds';
import { postMail } from '../mail/post-mail';
import { machineClock } from '../runtime/clock';

/**
 * Sends the link to the one person with that address; to no one if none or several have it, if the service has not
 * signed them in for too long, or if magic links have been switched off.
 */
export async function answerSignIn(
  tools: { db: Db; now: () => Date; secret: string; linkDays: number | null },
  job: JobOf<'answer-sign-in'>,
  requestId: string,
): Promise<void> {
  const { db, now, secret, linkDays } = tools;
  if (linkDays === null) return;
  const { seed, next, language } = job;
  const email = await findSignInLink(db, sha256(signInToken(secret, seed)), machineClock.now());
  if (email === null) return;
  const person = await findUserByVerifiedEmail(db, email, linkDays);
  if (person === null) return;
  await db.transaction((tx) =>
    postMail(tx, {
      companyId: NO_BUSINESS,
      kind: 'sign-in-link',
      facts: { seed, next },
      language,
      dedupe: `sign-in:${seed}`,
      userIds: [person.id],
      requestId,
      now: now(),
    }),
  );
}
