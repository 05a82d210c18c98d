// Control API of mail: list, one message in full, its attachments, delete all.
import type { Hono } from 'hono';
import { notFound } from '../http/errors';
import { type Ctx, type Env, json } from '../http/http';
import type { Inbox, Letter } from './inbox';

const ROOT = '/_sandbox/mail';

function summaryWire({ id, messageId, from, to, subject, writtenAt, receivedAt, attachments }: Letter) {
  return {
    id,
    messageId,
    from,
    to,
    subject,
    writtenAt: new Date(writtenAt).toISOString(),
    receivedAt: new Date(receivedAt).toISOString(),
    attachments: attachments.map(({ name, contentType, content }) => ({
      name,
      contentType,
      bytes: content.length,
    })),
  };
}

function letterOf(inbox: Inbox, c: Ctx): Letter {
  const letter = inbox.find(c.req.param('id') ?? '');
  if (letter === undefined) throw notFound();
  return letter;
}

/** By number, from 0. Served as a download without its own content type: the file is untrusted. */
function attachment(inbox: Inbox, c: Ctx): Response {
  const number = c.req.param('number') ?? '';
  const found = /^\d{1,3}$/.test(number) ? letterOf(inbox, c).attachments[Number(number)] : undefined;
  if (found === undefined) throw notFound();
  return new Response(Uint8Array.from(found.content), {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}`,
      'x-content-type-options': 'nosniff',
    },
  });
}

/** After the middleware that keeps the control API to this machine. */
export function mountMail(app: Hono<Env>, inbox: Inbox): void {
  app.get(ROOT, (c) => json({ mails: inbox.list(c.req.query('to')).map(summaryWire) }));
  app.delete(ROOT, (c) => {
    inbox.clear();
    return c.body(null, 204);
  });
  app.get(`${ROOT}/:id`, (c) => {
    const letter = letterOf(inbox, c);
    return json({ ...summaryWire(letter), text: letter.text, html: letter.html });
  });
  app.get(`${ROOT}/:id/attachments/:number`, (c) => attachment(inbox, c));
}
