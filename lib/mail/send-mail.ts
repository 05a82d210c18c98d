// Owns sending one letter: written anew from its facts, handed to the mail server, marked as sent.
import type { Db } from '@/db/client';
import { findMail, markMailSent } from '@/db/queries/mails';
import { composeLetter } from '../domain/letter';
import { isMailAddress, type Mail, messageIdOf, readMail } from '../domain/mail';
import { SIGN_IN_LINK_MS, signInToken } from '../domain/sign-in-link';
import { PermanentFailure } from '../jobs/worker';
import { atSending } from './at-sending';
import { attachmentsOf, receiptFor } from './attachments';
import { calendarFor } from './calendar';
import type { MailDesk } from './desk';
import { letterHtml } from './letter-html';
import { letterText } from './letter-text';
import { isStillTrue } from './still-true';

/**
 * Sends it once; when the answer of the server was lost, a second time with the same Message-ID.
 * A letter that nobody can be sent any more, or that comes too late, ends here without one.
 * @throws PermanentFailure when no repetition would help
 */
export async function sendMail(
  tools: { db: Db; desk: MailDesk; now: () => Date },
  companyId: string,
  mailId: string,
): Promise<void> {
  const { db, desk, now } = tools;
  const row = await findMail(db, companyId, mailId);
  if (row === null) throw new PermanentFailure('there is no such letter');
  const { email, language } = row;
  if (desk.send === null || row.sentAt !== null || email === null || !isMailAddress(email)) return;
  const mail = readMail(row.kind, row.facts);
  if (mail === null) throw new PermanentFailure(`unknown kind of letter: ${row.kind}`);
  if (mail.kind === 'sign-in-link' && now().getTime() > row.createdAt.getTime() + SIGN_IN_LINK_MS) return;
  if (!(await isStillTrue(db, companyId, mail, now()))) return;

  const stored = await receiptFor(db, companyId, mail);
  const letter = composeLetter(
    atSending(mail, now(), desk.house.place.timeZone),
    { ...desk.house, language, business: row.business },
    { receipt: stored?.receipt ?? null, signInUrl: signInUrlOf(desk, mail) },
  );
  if (letter === null) throw new PermanentFailure('the letter has no receipt');
  const calendar = calendarFor(mail, { ...desk.house, language }, { companyId, now: row.createdAt });
  await desk.send({
    messageId: messageIdOf(row.id, desk.from),
    to: { name: row.name, address: email },
    subject: letter.subject,
    text: letterText(letter, desk.house.brand, language),
    html: letterHtml(letter, desk.look, language),
    language,
    writtenAt: row.createdAt,
    attachments: await attachmentsOf(stored, calendar, desk.house.siteUrl),
  });
  await markMailSent(db, companyId, mailId, now());
}

function signInUrlOf({ house, secret }: MailDesk, mail: Mail): string | null {
  if (mail.kind !== 'sign-in-link') return null;
  const { seed, next } = mail.facts;
  const query = new URLSearchParams({ token: signInToken(secret, seed), next });
  return `${house.siteUrl}/sign-in/link?${query.toString()}`;
}
