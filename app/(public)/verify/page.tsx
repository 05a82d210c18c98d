// Page that verifies a receipt in the reader's own browser, without signing in.
import type { Metadata } from 'next';
import { getLocale } from 'next-intl/server';
import { Disclosure, DisclosureList } from '@/components/ui/disclosure';
import { PageHeading } from '@/components/ui/page-heading';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { sitePlace } from '@/lib/i18n/site-place';
import { getTranslations } from '@/lib/i18n/translations';
import { publishedKeys } from '@/lib/receipt/check-receipt-text';
import { getSupport } from '../../support';
import { verifyAction } from './actions';
import { VerifyForm } from './form';
import type { ResultWords } from './result';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('verify') };
}

export default async function VerifyPage() {
  const [t, format] = [await getTranslations('verify'), await getReaderFormat()];
  const keys = publishedKeys();
  return (
    <div className="ask">
      <div className="grid gap-2">
        <PageHeading title={t('title')} lead={t('lead')} />
        <p className="text-ink-soft noscript:hidden">{t('local')}</p>
        <noscript>
          <p className="text-ink-soft">{t('withoutScripts')}</p>
        </noscript>
      </div>
      <VerifyForm
        keys={keys}
        action={verifyAction}
        words={{
          file: t('file'),
          fileHint: t('fileHint'),
          choose: t('choose'),
          none: t('chosenNone'),
          paste: t('paste'),
          pasteHint: t('pasteHint'),
          submit: t('submit'),
          submitting: t('submitting'),
          result: await resultWords(),
        }}
      />
      <DisclosureList>
        <Disclosure summary={t('how')}>
          <div className="grid max-w-prose gap-3 text-ink-soft">
            <p>{t('howText')}</p>
            <p>{t('howOffline')}</p>
            <p>{t('howKeys')}</p>
            <ul className="grid gap-2">
              {keys.map(({ kid, retired_at: retired }) => (
                <li key={kid}>
                  <span className="break-all font-mono text-14">{kid}</span>{' '}
                  {retired === undefined
                    ? t('keyInUse')
                    : t('keyRetired', { date: format.day(new Date(retired)) })}
                </li>
              ))}
            </ul>
            <p>
              <a href="/.well-known/jwks.json" className="link inline-flex min-h-target items-center">
                {t('keysFile')}
              </a>
            </p>
          </div>
        </Disclosure>
      </DisclosureList>
    </div>
  );
}

async function resultWords(): Promise<ResultWords> {
  const t = await getTranslations('verify.result');
  const { brand } = getSupport();
  const [language, place] = [await getLocale(), sitePlace()];
  // The browser fills in the values that only it knows.
  const values = { brand, key: '{key}', date: '{date}', receipt: '{receipt}', wait: '{wait}' };
  const kinds = [
    'genuine',
    'retired-key',
    'late',
    'altered',
    'unknown-key',
    'unreadable',
    'unable',
    'busy',
    'empty',
    'reference',
    'another',
  ] as const;
  const told = (part: 'title' | 'text') =>
    Object.fromEntries(kinds.map((kind) => [kind, t(`${part}.${kind}`, values)])) as ResultWords['title'];
  return {
    title: told('title'),
    text: told('text'),
    signed: t('signed'),
    today: t('today'),
    language,
    place,
  };
}
