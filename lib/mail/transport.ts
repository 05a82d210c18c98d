// Mail transport: hands a letter to the SMTP server, and distinguishes permanent refusals from temporary ones.

import { createTransport } from 'nodemailer';
import { PermanentFailure } from '../errors';
import { isLoopback } from '../runtime/env-schema';

export interface Message {
  /** With angle brackets; the same on every attempt. */
  messageId: string;
  to: { name: string; address: string };
  /** The address for answers; the sender's when absent. */
  replyTo?: string;
  subject: string;
  text: string;
  html: string;
  language: string;
  writtenAt: Date;
  attachments: { filename: string; contentType: string; content: Buffer }[];
}

export type SendMessage = (message: Message) => Promise<void>;

/** The mail server refused a letter for now. Never with its words, which repeat the address. */
export class MailServerError extends Error {
  override readonly name = 'MailServerError';
}

const TIMEOUT_MS = 15_000;

/**
 * @param url smtp:// or smtps://, with user and password if the server requires them
 * @param from name and address of the sender
 * @returns throws PermanentFailure when no retry would help, MailServerError otherwise
 */
export function createSend(
  url: string,
  from: { name: string; address: string; replyTo: string },
): SendMessage {
  const transport = createTransport({
    url,
    // Letters carry links that sign people in: they leave this machine only encrypted.
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
        // The recipients come from the envelope only: no text in a name can add one.
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

/** A line break in a name would start another header. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

/**
 * 5xx about the recipient or the letter is permanent (RFC 5321, 4.2.1); 5xx about this client, such as a wrong password,
 * can be fixed by an operator.
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
