// Page of a delegated link: who asks, for which business and platform, what will be read; then one button. Opening it uses nothing up.
import type { Metadata } from 'next';
import { getLocale } from 'next-intl/server';
import { ContinueForm } from '@/components/continue-form';
import { Disclosure, DisclosureList } from '@/components/ui/disclosure';
import { PageHeading } from '@/components/ui/page-heading';
import { getTools } from '@/lib/auth/context';
import { orNotFound } from '@/lib/auth/not-found';
import { type OpenedShare, openShare } from '@/lib/delegated-link/open-share';
import { nameOfDataType } from '@/lib/domain/product/data-vocabulary';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import { getLimiter } from '@/lib/security/rate-limit';
import { getSupport } from '../../support';
import { Later } from '../later';
import { useShareAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  // The preview that a messenger shows of the link must not name the business.
  return { title: (await getTranslations('colleague'))('title'), robots: { index: false, follow: false } };
}

export default async function ColleaguePage({ params }: PageProps<'/share/[token]'>) {
  const { token } = await params;
  const tools = await getTools('/share');
  // Counted before the token is looked up: a guess and a real link get the same answer.
  const verdict = await getLimiter().take('share-look', { ...tools, token });
  if (!verdict.ok) return <Later seconds={verdict.retryAfterSeconds} />;
  const opened = await orNotFound(openShare(tools, token));
  const { share, status, businessName, askedBy } = opened;
  const { brand } = getSupport();
  const platform = share.platformName;
  const [t, format] = [await getTranslations('colleague'), await getReaderFormat()];
  if (status !== 'sent' && status !== 'opened') {
    return (
      <div className="ask">
        <PageHeading title={t(`over.${status}.title`, { platform })} lead={t(`over.${status}.text`)} />
      </div>
    );
  }
  return (
    <div className="ask">
      <PageHeading
        eyebrow={t('eyebrow', { name: askedBy, business: businessName })}
        title={t('heading', { platform })}
        lead={t('lead', { business: businessName, platform, brand })}
      />
      <ul className="grid gap-2">
        <li>{t('facts.there', { platform })}</li>
        <li>{t('facts.password')}</li>
        <li>{t('facts.readOnly')}</li>
        <li>{t('facts.admin', { platform })}</li>
      </ul>
      <WhatIsRead opened={opened} />
      <ContinueForm
        action={useShareAction}
        hidden={{ page: '/share', token }}
        words={{
          submit: t('go', { platform }),
          submitting: t('going', { platform }),
          failed: (await getTranslations('errors'))('title'),
        }}
      />
      <p className="text-14 text-ink-soft">{t('until', { date: format.day(share.expiresAt) })}</p>
      <p className="text-14 text-ink-soft">{t('notYou', { name: askedBy })}</p>
    </div>
  );
}

async function WhatIsRead({ opened: { product, businessName } }: { opened: OpenedShare }) {
  const [t, locale] = [await getTranslations('colleague'), await getLocale()];
  return (
    <DisclosureList>
      {product.data.map(({ id, label, dataTypes }) => (
        <Disclosure key={id} summary={label[locale]} detail={t('kinds', { count: dataTypes.length })}>
          <ul className="grid list-disc gap-1 pl-5">
            {dataTypes.map((type) => (
              <li key={type.id}>{nameOfDataType(type.id)[locale]}</li>
            ))}
          </ul>
        </Disclosure>
      ))}
      <Disclosure summary={t('why')}>
        <p>{product.purposes.map(({ text }) => text[locale]).join(' ')}</p>
        <p className="mt-2">{t('agreed', { business: businessName })}</p>
      </Disclosure>
    </DisclosureList>
  );
}
