// Three ways to pass on a delegated link: copy it, open a prepared mail, or show a QR code.

import { CopyField } from '@/components/copy-field';
import { QrCode } from '@/components/qr-code';
import { ButtonLink } from '@/components/ui/button';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';

interface Props {
  url: string;
  platform: string;
  businessName: string;
  personName: string;
  expiresAt: Date;
}

export async function PassOn({ url, platform, businessName, personName, expiresAt }: Props) {
  const [t, format] = [await getTranslations('share'), await getReaderFormat()];
  const facts = { url, platform, business: businessName, name: personName, date: format.day(expiresAt) };
  const mail = (kind: 'first' | 'again') =>
    `mailto:?subject=${encodeURIComponent(t(`mail.${kind}.subject`, facts))}&body=${encodeURIComponent(t(`mail.${kind}.body`, facts))}`;
  return (
    <section className="grid gap-5">
      <CopyField id="link" label={t('link')} value={url} words={{ copy: t('copy'), copied: t('copied') }} />
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={mail('first')}>{t('mail.first.button')}</ButtonLink>
        <ButtonLink href={mail('again')} variant="secondary">
          {t('mail.again.button')}
        </ButtonLink>
      </div>
      <QrCode text={url} label={t('qr', { platform })} />
      <p className="text-14 text-ink-soft">{t('safe')}</p>
    </section>
  );
}
