// Result of the last upload: the refused files come first, each with its reason.
import { getLocale } from 'next-intl/server';
import { Notice } from '@/components/ui/notice';
import { FILE_BYTES, FILES_AT_MOST } from '@/lib/domain/upload/upload';
import { getTranslations } from '@/lib/i18n/translations';
import type { SentFile } from '@/lib/upload/get-upload-view';
import { fileSize } from './file-size';

export async function LastForm({ files }: { files: readonly SentFile[] }) {
  const [t, locale] = [await getTranslations('upload'), await getLocale()];
  const values = { count: FILES_AT_MOST, size: fileSize(FILE_BYTES, locale) };
  const arrived = files.filter(({ outcome }) => outcome === 'sent');
  const problems = files.flatMap(({ id, name, outcome }) =>
    outcome === 'sent' || outcome === 'sending' ? [] : [{ id, name, text: t(`problem.${outcome}`, values) }],
  );
  return (
    <>
      {problems.length === 0 ? null : (
        <Notice tone="critical" title={t('problemTitle', { count: problems.length })}>
          <dl className="grid gap-3">
            {problems.map(({ id, name, text }) => (
              <div key={id}>
                <dt className="wrap-anywhere font-medium">{name}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </Notice>
      )}
      {arrived.length === 0 ? null : (
        <Notice tone="positive" title={t('doneTitle', { count: arrived.length })} />
      )}
    </>
  );
}
