// Privacy page, for before and after agreeing: the controller, what each product reads, where the data is kept, and the reader's rights.
import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { PageHeading } from '@/components/ui/page-heading';
import { getTools } from '@/lib/auth/context';
import { getTranslations } from '@/lib/i18n/translations';
import { HELP_KEPT_DAYS } from '@/lib/mail/ask-for-help';
import { listCatalogue } from '@/lib/product/list-catalogue';
import { getEnv } from '@/lib/runtime/env';
import { getSupport } from '../../support';
import { wayBack, withBack } from '../way-back';
import { Parties } from './parties';
import { ProductsRead } from './products-read';

const RIGHTS = ['see', 'correct', 'delete', 'take', 'limit', 'stop'] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('privacy') };
}

export default async function PrivacyPage({ searchParams }: PageProps<'/privacy'>) {
  const back = await wayBack('/privacy', await searchParams);
  const { brand, phone, email } = getSupport();
  const { BRAND_AUTHORITY_NAME: authority, BRAND_AUTHORITY_URL: authorityUrl } = getEnv();
  const { products, parties } = await listCatalogue(await getTools('/privacy'));
  const t = await getTranslations('privacy');
  return (
    <div className="ask">
      <PageHeading
        back={back === null ? undefined : { href: back, label: (await getTranslations('help'))('back') }}
        title={t('title')}
        lead={t('lead', { brand })}
      />
      <Section title={t('who.title')}>
        <p>{t('who.brand', { brand })}</p>
        <Parties parties={parties} />
        <p>{t('who.nobody')}</p>
      </Section>
      <Section title={t('what.title')}>
        <p>{t('what.lead')}</p>
        <p>{t('what.basis')}</p>
        <ProductsRead products={products} />
      </Section>
      <Section title={t('where.title')}>
        <p>{t('where.codat')}</p>
        <p>{t('where.brand', { brand })}</p>
      </Section>
      <Section title={t('howLong.title')}>
        <ul className="grid list-disc gap-2 pl-5">
          <li>{t('howLong.read')}</li>
          <li>{t('howLong.record')}</li>
          <li>{t('howLong.questions', { days: HELP_KEPT_DAYS })}</li>
        </ul>
      </Section>
      <Section title={t('rights.title')}>
        <ul className="grid list-disc gap-2 pl-5">
          {RIGHTS.map((right) => (
            <li key={right}>
              {t.rich(`rights.${right}`, {
                agreements: (words) => <InlineLink href="/consents">{words}</InlineLink>,
                connections: (words) => <InlineLink href="/connections">{words}</InlineLink>,
                copy: (words) => <InlineLink href="/consents/export">{words}</InlineLink>,
              })}
            </li>
          ))}
        </ul>
        <p>
          {t.rich('rights.ask', {
            phone,
            email,
            form: (words) => <InlineLink href={`${withBack('/help', back)}#person`}>{words}</InlineLink>,
          })}
        </p>
      </Section>
      <Section title={t('complain.title')}>
        <p>{t('complain.us', { brand, phone, email })}</p>
        <p>
          {t.rich('complain.authority', {
            authority,
            link: (words) => <InlineLink href={authorityUrl}>{words}</InlineLink>,
          })}
        </p>
      </Section>
    </div>
  );
}

function InlineLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} className="link">
      {children}
    </a>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-3 border-line border-t pt-8">
      <h2 className="font-semibold text-22">{title}</h2>
      {children}
    </section>
  );
}
