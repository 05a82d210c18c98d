// Job: sends one question to the support address, with the author in Reply-To.

import type { Db } from '@/db/client';
import { findHelpRequest, markHelpRequestSent } from '@/db/queries/help-requests';
import { helpLetter } from '../domain/letter/letter-help';
import { messageIdOf } from '../domain/letter/mail';
import { PermanentFailure } from '../errors';
import { letterHtml } from './letter-html';
import { letterText } from './letter-text';
import type { Mailer } from './mailer';

/**
 * If the mail server's answer is lost, the letter is sent again with the same Message-ID.
 * @throws PermanentFailure when no retry would help
 */
export async function sendHelpRequest(
  tools: { db: Db; mailer: Mailer; now: () => Date },
  helpRequestId: string,
): Promise<void> {
  const { db, mailer, now } = tools;
  const asked = await findHelpRequest(db, helpRequestId);
  if (asked === null) throw new PermanentFailure('there is no such question');
  if (mailer.send === null || asked.sentAt !== null) return;
  const letter = helpLetter(asked);
  await mailer.send({
    messageId: messageIdOf(asked.id, mailer.from),
    to: { name: mailer.house.brand, address: mailer.house.support.email },
    replyTo: asked.email,
    subject: letter.subject,
    text: letterText(letter, mailer.house.brand, asked.language),
    html: letterHtml(letter, mailer.theme, asked.language),
    language: asked.language,
    writtenAt: asked.createdAt,
    attachments: [],
  });
  await markHelpRequestSent(db, helpRequestId, now());
}
