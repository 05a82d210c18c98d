// SMTP server that delivers nothing: every message that fits goes into the inbox.
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Inbox } from './inbox';

/** Limit of one message with attachments, bytes; beyond it the reply is 552, as from real servers. */
const LIMIT = 5 * 1024 * 1024;

export interface MailServer {
  /** smtp://host:port */
  url: string;
  close(): Promise<void>;
}

class TooLarge extends Error {
  readonly responseCode = 552;
}

async function keep(stream: SMTPServerDataStream, session: SMTPServerSession, inbox: Inbox): Promise<void> {
  const chunks: Buffer[] = [];
  // Read to the end even when too large: SMTP replies after the last line.
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk as Buffer);
  if (stream.sizeExceeded) throw new TooLarge('The letter is too large.');
  const raw = Buffer.concat(chunks);
  const mail = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true, skipTextLinks: true });
  const { mailFrom, rcptTo } = session.envelope;
  inbox.take({
    messageId: mail.messageId ?? '',
    from: mail.from?.text ?? (mailFrom === false ? '' : mailFrom.address),
    to: rcptTo.map(({ address }) => address.toLowerCase()),
    subject: mail.subject ?? '',
    writtenAt: (mail.date ?? new Date()).getTime(),
    text: mail.text ?? '',
    html: mail.html === false ? null : mail.html,
    attachments: mail.attachments.map(({ filename, contentType, content }, index) => ({
      name: filename ?? `attachment-${index + 1}`,
      contentType,
      content,
    })),
    bytes: raw.length,
  });
}

/** Listens on this machine only, on a port of its own choosing. */
export async function startMailServer(inbox: Inbox): Promise<MailServer> {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: LIMIT,
    socketTimeout: 30_000,
    closeTimeout: 500,
    logger: false,
    onData(stream, session, callback) {
      keep(stream, session, inbox).then(
        () => callback(),
        (error: unknown) => callback(error instanceof Error ? error : new Error('unreadable')),
      );
    },
  });
  // A client that disconnects is not an error of the server.
  server.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
