// Route handler: an attachment of the demo's inbox, always as a download and never rendered.
import { requireInbox } from '@/app/demo/mail/guard';

export async function GET(
  _request: Request,
  { params }: { params: Promise<{ mail: string; number: string }> },
) {
  const inbox = await requireInbox();
  const { mail: id, number } = await params;
  const mail = /^\d{1,3}$/.test(number) ? await inbox.find(id) : null;
  const named = mail?.attachments[Number(number)];
  const content = named === undefined ? null : await inbox.attachment(id, Number(number));
  if (named === undefined || content === null) return new Response(null, { status: 404 });
  return new Response(content, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(named.name)}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
}
