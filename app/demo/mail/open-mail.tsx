// One open letter of the demo's inbox: rendered, as plain text, and with its attachments.

import { MailView } from '@/components/demo/mail-view';
import type { DemoInbox } from '@/lib/demo/inbox';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';

export async function OpenMail({ inbox, id }: { inbox: DemoInbox; id: string }) {
  const mail = await inbox.find(id);
  const [t, format] = [await getTranslations('demo.mail'), await getReaderFormat()];
  if (mail === null) return null;
  const address = `/api/demo/mail/${encodeURIComponent(mail.id)}`;
  return (
    <MailView
      subject={mail.subject}
      facts={[t('to', { address: mail.to.join(', ') }), format.moment(new Date(mail.writtenAt))]}
      frameUrl={mail.html === null ? null : address}
      text={mail.text}
      attachments={mail.attachments.map(({ name, bytes }, index) => ({
        name,
        size: t('size', { kilobytes: Math.max(1, Math.round(bytes / 1000)) }),
        url: `${address}/${index}`,
      }))}
      words={{ frame: t('frame'), text: t('text'), attached: t('attached') }}
    />
  );
}
