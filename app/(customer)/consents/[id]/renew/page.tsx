// Page that renews an agreement: more time and nothing else, with both dates and two answers of one size.
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { AgreedWords } from '@/components/agreed-words';
import { Disclosure, DisclosureList } from '@/components/ui/disclosure';
import { Facts } from '@/components/ui/facts';
import { PageHeading } from '@/components/ui/page-heading';
import { getCtx } from '@/lib/auth/context';
import { orNotFound } from '@/lib/auth/not-found';
import { requireCustomer } from '@/lib/auth/viewer';
import { getRenewal } from '@/lib/consent/get-renewal';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import { Allowed } from '../../../authority/allowed';
import { renewAction } from './actions';
import { RenewForm } from './form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('renew') };
}

export default async function RenewPage({ params }: PageProps<'/consents/[id]/renew'>) {
  const { id } = await params;
  const path = `/consents/${id}/renew`;
  const ctx = await getCtx(await requireCustomer(path), path);
  const { view, decision } = await orNotFound(getRenewal(ctx, id));
  if (decision.kind === 'ask-again') redirect(`/products/${id}/consent`);
  const { product, terms, consent } = view;
  const endsAt = consent.expiresAt;
  if (decision.kind !== 'renew' || endsAt === null) redirect(`/consents/${id}`);
  const [t, format, locale] = [
    await getTranslations('consents.renewAsk'),
    await getReaderFormat(),
    await getLocale(),
  ];
  const name = product.name[locale];
  const isOver = endsAt <= ctx.now;
  const until = format.day(decision.until);
  return (
    <div className="ask">
      <PageHeading
        back={{ href: `/consents/${id}`, label: name }}
        title={t(isOver ? 'titleOver' : 'title', { product: name })}
        lead={t('lead')}
      />
      <Facts
        facts={[
          { term: t(isOver ? 'endedOn' : 'endNow'), value: format.day(endsAt) },
          { term: t('newEnd'), value: until },
          { term: t('what'), value: format.list(product.data.map((cluster) => cluster.label[locale])) },
          { term: t('why'), value: product.purposes.map((purpose) => purpose.text[locale]).join(' ') },
        ]}
      />
      <ul className="grid list-disc gap-2 pl-5">
        <li>{t(isOver ? 'starts' : 'runs')}</li>
        <li>{t('stop')}</li>
      </ul>
      <DisclosureList>
        <Disclosure summary={t('sameWords')} detail={t('sameWordsDetail')}>
          <AgreedWords text={view.words} language={terms.privacy_notice.language} />
        </Disclosure>
      </DisclosureList>
      <Allowed ctx={ctx} right="agree" path={path}>
        <RenewForm
          action={renewAction}
          hidden={{ page: path, product: id, shownEnd: endsAt.toISOString() }}
          statement={t('statement', { brand: terms.controller, product: name, date: until })}
          notNowHref={`/consents/${id}`}
          words={{
            renew: t('renew'),
            renewing: t('renewing'),
            notNow: t('notNow'),
            failed: (await getTranslations('errors'))('title'),
          }}
        />
      </Allowed>
    </div>
  );
}
