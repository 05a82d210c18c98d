// Job: sends one letter, rendered from its facts when sent, with the letters that were batched with it.

import type { Db } from '@/db/client';
import { findMail, listHeldMails, markMailsSent } from '@/db/queries/mails';
import { SIGN_IN_LINK_MS, signInToken } from '../domain/identity/sign-in-link';
import { composeLetter } from '../domain/letter/letter';
import { isMailAddress, type Mail, messageIdOf, readMail } from '../domain/letter/mail';
import { PermanentFailure } from '../errors';
import type { StoredReceipt } from '../receipt/get-receipt';
import { atSending } from './at-sending';
import { attachmentsOf, filesOf, receiptFor } from './attachments';
import { calendarFor } from './calendar';
import { letterHtml } from './letter-html';
import { letterText } from './letter-text';
import type { Mailer } from './mailer';

/** Whether the letter is still true on sending. Injected, since the rules of time send letters themselves. */
export type IsStillTrue = (db: Db, companyId: string, mail: Mail, now: Date) => Promise<boolean>;

/**
 * Sends the letter once; if the server's answer is lost, again with the same Message-ID. A letter without
 * a recipient, or one that is too late, ends here unsent.
 * @throws PermanentFailure when no retry would help
 */
export async function sendMail(
  tools: { db: Db; mailer: Mailer; now: () => Date; isStillTrue: IsStillTrue },
  companyId: string,
  mailId: string,
): Promise<void> {
  const { db, mailer, now, isStillTrue } = tools;
  const row = await findMail(db, companyId, mailId);
  if (row === null) throw new PermanentFailure('there is no such letter');
  const { email, language } = row;
  if (mailer.send === null || row.sentAt !== null || email === null || !isMailAddress(email)) return;
  const mail = readMail(row.kind, row.facts);
  if (mail === null) throw new PermanentFailure(`unknown kind of letter: ${row.kind}`);
  if (mail.kind === 'sign-in-link' && now().getTime() > row.createdAt.getTime() + SIGN_IN_LINK_MS) return;
  if (!(await isStillTrue(db, companyId, mail, now()))) return;

  const { held, receipts } = await gather(db, row);
  const stored = receipts.length > 1 ? null : (receipts[0] ?? (await receiptFor(db, companyId, mail)));
  const letter = composeLetter(
    atSending(mail, now(), mailer.house.place.timeZone),
    { ...mailer.house, language, business: row.business },
    {
      receipt: stored?.receipt ?? null,
      ...(receipts.length > 1 ? { gathered: receipts.map(({ receipt }) => receipt) } : {}),
      signInUrl: signInUrlOf(mailer, mail),
    },
  );
  if (letter === null) throw new PermanentFailure('the letter has no receipt');
  const calendar = calendarFor(mail, { ...mailer.house, language }, { companyId, now: row.createdAt });
  await mailer.send({
    messageId: messageIdOf(row.id, mailer.from),
    to: { name: row.name, address: email },
    subject: letter.subject,
    text: letterText(letter, mailer.house.brand, language),
    html: letterHtml(letter, mailer.theme, language),
    language,
    writtenAt: row.createdAt,
    attachments:
      receipts.length > 1 ? filesOf(receipts) : await attachmentsOf(stored, calendar, mailer.house.siteUrl),
  });
  await markMailsSent(db, companyId, [mailId, ...held], now());
}

/** Receipts batched with it; one that can no longer be decrypted is left out. */
async function gather(
  db: Db,
  { companyId, userId, heldUntil }: { companyId: string; userId: string; heldUntil: Date | null },
): Promise<{ held: string[]; receipts: StoredReceipt[] }> {
  const rows = heldUntil === null ? [] : await listHeldMails(db, { companyId, userId, heldUntil });
  const mails = rows.flatMap(({ kind, facts }) => readMail(kind, facts) ?? []);
  const receipts = await Promise.all(mails.map((mail) => receiptFor(db, companyId, mail)));
  return { held: rows.map(({ id }) => id), receipts: receipts.filter((receipt) => receipt !== null) };
}

function signInUrlOf({ house, secret }: Mailer, mail: Mail): string | null {
  if (mail.kind !== 'sign-in-link') return null;
  const { seed, next } = mail.facts;
  const query = new URLSearchParams({ token: signInToken(secret, seed), next });
  return `${house.siteUrl}/sign-in/link?${query.toString()}`;
}
