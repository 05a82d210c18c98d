// Page that takes files instead of a platform: what may be sent, the form, its result, the files that are there.
import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { getCtx } from '@/lib/auth/context';
import { orNotFound } from '@/lib/auth/not-found';
import { requireCustomer } from '@/lib/auth/viewer';
import type { SourceType } from '@/lib/domain/connection/connection';
import { placeOf } from '@/lib/domain/next-step/next-step';
import { FILE_BYTES, FILE_TYPES, FILES_AT_MOST } from '@/lib/domain/upload/upload';
import { sourceTypeIn, uploadAction } from '@/lib/domain/upload/upload-place';
import { getTranslations } from '@/lib/i18n/translations';
import { getUploadView, type UploadView } from '@/lib/upload/get-upload-view';
import { Allowed } from '../../../../authority/allowed';
import { fileSize } from './file-size';
import { UploadForm } from './form';
import { LastForm } from './last-form';
import { SentFiles } from './sent-files';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('upload') };
}

const PROBLEMS = ['none', 'broken', 'too-much', 'busy'] as const;

export default async function UploadPage({
  params,
  searchParams,
}: PageProps<'/products/[product]/upload/[source]'>) {
  const { product: id, source } = await params;
  const sourceType = sourceTypeIn(source);
  const path = `/products/${id}/upload/${source}`;
  const customer = await requireCustomer(path);
  // Codat takes no files of online shops.
  if (sourceType === null || sourceType === 'Commerce') notFound();
  const ctx = await getCtx(customer, path);
  const view = await orNotFound(getUploadView(ctx, id, sourceType));
  const { product, step, isTaken, isAgreed, sent } = view;
  if (step.kind === 'paused') redirect(`/consents/${id}`);
  if (step.kind === 'consent') redirect(`/products/${id}/consent`);
  if (!isTaken) redirect(`/products/${id}/connect`);
  if (!isAgreed) redirect(`/products/${id}/consent?add=${sourceType}`);
  const [t, locale] = [await getTranslations('upload'), await getLocale()];
  const { problem: given } = await searchParams;
  const problem = PROBLEMS.find((one) => one === given);
  const size = fileSize(FILE_BYTES, locale);
  const hasSent = sent.some(({ outcome }) => outcome === 'sent');
  return (
    <div className="ask">
      <PageHeading
        back={{ href: `/products/${id}/connect`, label: product.name[locale] }}
        title={t(`title.${sourceType}`)}
        lead={t('lead')}
      />
      {problem === undefined ? (
        <LastForm files={view.last} />
      ) : (
        <Notice tone="critical" title={t('form.title')}>
          {t(`form.${problem}`)}
        </Notice>
      )}
      <WhatToSend view={view} sourceType={sourceType} />
      {view.room === 0 ? null : (
        <Allowed ctx={ctx} right="files" path={path}>
          <UploadForm
            action={uploadAction(id, sourceType)}
            accept={FILE_TYPES.map((type) => `.${type}`)}
            maxBytes={FILE_BYTES}
            isFirst={!hasSent}
            words={{
              field: t('field'),
              hint: `${t('hint')} ${t('types')} ${t('limits', { count: FILES_AT_MOST, size })}`,
              submit: t(hasSent ? 'submitMore' : 'submit'),
              sending: t('sending'),
              choose: t('choose'),
              none: t('chosenNone'),
              noneChosen: t('form.none'),
              tooLarge: t('chosenTooLarge', { name: '{name}', size }),
              wrongType: t('chosenType', { name: '{name}' }),
            }}
          />
        </Allowed>
      )}
      <SentFiles view={view} />
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        {hasSent ? (
          // When nothing is left to do, the confirmation page says so.
          <ButtonLink href={placeOf(product, step)}>{t('next')}</ButtonLink>
        ) : null}
        <a href={`/products/${id}/connect`} className="link inline-flex min-h-target items-center">
          {t('instead')}
        </a>
      </div>
    </div>
  );
}

async function WhatToSend({
  view: { product, room },
  sourceType,
}: {
  view: UploadView;
  sourceType: Exclude<SourceType, 'Commerce'>;
}) {
  const [t, locale] = [await getTranslations('upload'), await getLocale()];
  return (
    <section className="grid gap-3">
      <h2 className="font-semibold text-18">{t('canTitle')}</h2>
      <ul className="grid list-disc gap-1 pl-5">
        <li>
          {t(`can.${sourceType}`)} {t('period', { months: product.historyMonths })}
        </li>
        <li>{t('keeps')}</li>
        <li>{t('use', { product: product.name[locale] })}</li>
        {room < FILES_AT_MOST ? <li>{t('room', { left: room })}</li> : null}
      </ul>
    </section>
  );
}
