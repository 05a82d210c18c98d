// Mail transport: hands a letter to the SMTP server, and tells permanent refusals from temporary ones.

import { createTransport } from 'nodemailer';
import { PermanentFailure } from '../errors';
import { isLoopback } from '../runtime/env-schema';

export interface Message {
  /** With angle brackets; the same at every attempt. */
  messageId: string;
  to: { name: string; address: string };
  /** Who gets the answer; the sender's own desk when absent. */
  replyTo?: string;
  subject: string;
  text: string;
  html: string;
  language: string;
  writtenAt: Date;
  attachments: { filename: string; contentType: string; content: Buffer }[];
}

export type SendMessage = (message: Message) => Promise<void>;

/** The mail server did not take a letter this time. Never with its words: they repeat the address. */
export class MailServerError extends Error {
  override readonly name = 'MailServerError';
}

const TIMEOUT_MS = 15_000;

/**
 * @param url smtp:// or smtps://, with user and password where the server wants them
 * @param from name and address that letters come from
 * @returns throws PermanentFailure when no repetition would help, MailServerError otherwise
 */
export function createSend(
  url: string,
  from: { name: string; address: string; replyTo: string },
): SendMessage {
  const transport = createTransport({
    url,
    // Letters carry links that sign people in: outside this machine they are never sent in the clear.
    requireTLS: url.startsWith('smtp:') && !isLoopback(url),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: 2 * TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async (message) => {
    const { messageId, to, replyTo, subject, text, html, language, writtenAt, attachments } = message;
    try {
      await transport.sendMail({
        messageId,
        from: { name: plain(from.name), address: from.address },
        replyTo: replyTo ?? from.replyTo,
        to: { name: plain(to.name), address: to.address },
        // The envelope alone names the recipients: no text in a name can add one.
        envelope: { from: from.address, to: [to.address] },
        subject: plain(subject),
        text,
        html,
        date: writtenAt,
        headers: { 'Content-Language': language, 'Auto-Submitted': 'auto-generated' },
        attachments,
      });
    } catch (error) {
      throw toFailure(error);
    }
  };
}

/** A line break in a name would begin a header of its own. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

/**
 * 5xx about the recipient or the letter is permanent (RFC 5321, 4.2.1); about this client, such as a wrong password,
 * an operator can fix it.
 */
function toFailure(error: unknown): Error {
  const facts: object & { code?: unknown; command?: unknown; responseCode?: unknown } =
    typeof error === 'object' && error !== null ? error : {};
  const reply = typeof facts.responseCode === 'number' ? facts.responseCode : 0;
  const code = typeof facts.code === 'string' ? facts.code : 'unknown';
  const said = `the mail server said ${reply === 0 ? 'nothing' : reply} (${code})`;
  const isAboutLetter = facts.command === 'RCPT TO' || facts.command === 'DATA';
  return isAboutLetter && reply >= 500 ? new PermanentFailure(said) : new MailServerError(said);
}
