// Owns answering whoever asked for a link by e-mail: in the worker, so that asking takes the same time for everybody.
import type { Db } from '@/db/client';
import { findSignInLink, findUserByVerifiedEmail } from '@/db/queries/sign-in-links';
import { machineClock } from '../clock';
import type { MailJob } from '../domain/job';
import { sha256 } from '../domain/ledger';
import { NO_BUSINESS } from '../domain/mail';
import { signInToken } from '../domain/sign-in-link';
import { postMail } from '../mail/post-mail';

/** Writes to the one person who has the address; to nobody when there is none, or more than one. */
export async function answerSignIn(
  tools: { db: Db; now: () => Date; secret: string },
  job: Extract<MailJob, { kind: 'answer-sign-in' }>,
  requestId: string,
): Promise<void> {
  const { db, now, secret } = tools;
  const { seed, next, language } = job;
  const email = await findSignInLink(db, sha256(signInToken(secret, seed)), machineClock.now());
  if (email === null) return;
  const person = await findUserByVerifiedEmail(db, email);
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
