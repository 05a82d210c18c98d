// Confirmation page before an agreement is paused: what changes and what does not, then two answers of one size.
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { ChoiceRow } from '@/components/bound-form';
import { ContinueForm } from '@/components/continue-form';
import { ButtonLink } from '@/components/ui/button';
import { PageHeading } from '@/components/ui/page-heading';
import { getCtx } from '@/lib/auth/context';
import { orNotFound } from '@/lib/auth/not-found';
import { requireCustomer } from '@/lib/auth/viewer';
import { getConsentView } from '@/lib/consent/get-consent-view';
import { decidePause } from '@/lib/domain/consent/consent';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import { Allowed } from '../../../authority/allowed';
import { pauseAction } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('pause') };
}

export default async function PausePage({ params }: PageProps<'/consents/[id]/pause'>) {
  const { id } = await params;
  const path = `/consents/${id}/pause`;
  const ctx = await getCtx(await requireCustomer(path), path);
  const { consent, product } = await orNotFound(getConsentView(ctx, id));
  if (decidePause(consent, ctx.now) !== 'change') redirect(`/consents/${id}`);
  const [t, format, locale] = [
    await getTranslations('consents.pauseAsk'),
    await getReaderFormat(),
    await getLocale(),
  ];
  const name = product.name[locale];
  const lines = [
    t('stops', { product: name }),
    t('keeps'),
    t('connected'),
    consent.expiresAt ? t('time', { date: format.day(consent.expiresAt) }) : t('timeNone'),
  ];
  return (
    <div className="ask">
      <PageHeading
        back={{ href: `/consents/${id}`, label: name }}
        title={t('title', { product: name })}
        lead={t('lead')}
      />
      <ul className="grid list-disc gap-2 pl-5">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Allowed ctx={ctx} right="end" path={path}>
        <ChoiceRow>
          <ContinueForm
            action={pauseAction}
            hidden={{ page: path, product: id }}
            words={{
              submit: t('pause'),
              submitting: t('pausing'),
              failed: (await getTranslations('errors'))('title'),
            }}
          />
          <ButtonLink href={`/consents/${id}`} variant="secondary">
            {t('keep')}
          </ButtonLink>
        </ChoiceRow>
      </Allowed>
    </div>
  );
}
