// Route handler: the HTML of a letter for the frame of the demo's inbox, under a stricter content security policy than pages have.
import { requireInbox } from '@/app/demo/mail/guard';

/** Allows the letter's own styles and nothing else: no scripts, no loads, no forms; links open in a new tab. */
const POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-popups allow-popups-to-escape-sandbox',
].join('; ');

export async function GET(_request: Request, { params }: { params: Promise<{ mail: string }> }) {
  const inbox = await requireInbox();
  const mail = await inbox.find((await params).mail);
  if (mail === null || mail.html === null) return new Response(null, { status: 404 });
  const html = mail.html.replace(/<head[^>]*>/i, (head) => `${head}<base target="_blank">`);
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    },
  });
}
