// The request: one product, its own action, nothing pre-ticked.
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { ConsentNotice } from '@/components/consent-notice';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { getCtx } from '@/lib/auth/context';
import { orNotFound } from '@/lib/auth/not-found';
import { requireCustomer } from '@/lib/auth/viewer';
import { getController } from '@/lib/consent/controller';
import { buildNotice, noticeHash } from '@/lib/domain/notice';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getProductView } from '@/lib/product/get-product-view';
import { answerConsentAction } from './actions';
import { ConsentForm } from './form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('consent') };
}

export default async function ConsentPage({ params }: PageProps<'/products/[product]/consent'>) {
  const { product: id } = await params;
  const path = `/products/${id}/consent`;
  const ctx = await getCtx(await requireCustomer(path), path);
  const { product, consent, step } = await orNotFound(getProductView(ctx, id));
  const [t, format, locale] = [await getTranslations('consent'), await getReaderFormat(), await getLocale()];
  const notice = buildNotice(product, getController(), locale);
  const back = { href: `/products/${id}`, label: product.name[locale] };
  const day = (date: Date) => format.day(date);

  // Resuming comes first, and has a page of its own.
  if (step.kind === 'paused') redirect(`/consents/${id}`);
  if (step.kind !== 'consent' && consent?.givenAt) {
    return (
      <div className="ask">
        <PageHeading
          back={back}
          title={t('alreadyTitle')}
          lead={t('alreadyLead', { date: day(consent.givenAt) })}
        />
        {consent.expiresAt ? (
          <p className="text-ink-soft">{t('alreadyUntil', { date: day(consent.expiresAt) })}</p>
        ) : null}
        <div>
          <ButtonLink href={step.kind === 'ready' ? `/products/${id}/done` : `/products/${id}/connect`}>
            {t('continue')}
          </ButtonLink>
        </div>
        {/* Only the very words that were agreed to; in another language or wording they would be others. */}
        {consent.noticeHash === noticeHash(notice) ? <ConsentNotice notice={notice} /> : null}
      </div>
    );
  }
  return (
    <div className="ask">
      <PageHeading back={back} title={notice.title} lead={notice.lead} />
      <ConsentNotice notice={notice} />
      <Notice tone="info">{t('nothingYet')}</Notice>
      <ConsentForm
        action={answerConsentAction}
        hidden={{ page: path, product: id, noticeHash: noticeHash(notice), language: notice.language }}
        statement={notice.statement}
        words={{
          agree: t('agree'),
          agreeing: t('agreeing'),
          notNow: t('notNow'),
          failed: (await getTranslations('errors'))('title'),
        }}
      />
    </div>
  );
}
