// List of the files that were sent: names, sizes and times from our own record.
import { getLocale } from 'next-intl/server';
import { Status, type StatusTone } from '@/components/ui/status';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import type { UploadView } from '@/lib/upload/get-upload-view';
import { fileSize } from './file-size';

const TONES = { sent: 'positive', sending: 'info', unsure: 'caution' } as const satisfies Record<
  string,
  StatusTone
>;

export async function SentFiles({ view: { sent, connection } }: { view: UploadView }) {
  const [t, format, locale] = [await getTranslations('upload'), await getReaderFormat(), await getLocale()];
  return (
    <section className="grid gap-3">
      <h2 className="font-semibold text-18">{t('sentTitle')}</h2>
      {sent.length === 0 ? <p className="text-ink-soft">{t('sentNone')}</p> : null}
      {connection?.state === 'Unlinked' ? <p>{t('stopped')}</p> : null}
      <ul className="divide-y divide-line">
        {sent.map(({ id, name, bytes, at, outcome }) =>
          outcome === 'sent' || outcome === 'sending' || outcome === 'unsure' ? (
            <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 py-3">
              <div className="min-w-0">
                <p className="wrap-anywhere font-medium">{name}</p>
                <p className="tabular text-14 text-ink-soft">
                  {t('file', { size: fileSize(bytes, locale), moment: format.moment(at) })}
                </p>
              </div>
              <Status tone={TONES[outcome]}>{t(`state.${outcome}`)}</Status>
            </li>
          ) : null,
        )}
      </ul>
    </section>
  );
}
