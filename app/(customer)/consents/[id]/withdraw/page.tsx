// Confirmation page before consent is withdrawn: the computed consequences, then two answers of one size.

import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { PageHeading } from '@/components/ui/page-heading';
import { getCtx } from '@/lib/auth/context';
import { orNotFound } from '@/lib/auth/not-found';
import { requireCustomer } from '@/lib/auth/viewer';
import { getConsentView } from '@/lib/consent/get-consent-view';
import { decideWithdraw } from '@/lib/domain/consent/consent';
import { keptUntil } from '@/lib/domain/consent/retention';
import { decideRight } from '@/lib/domain/identity/authority';
import { impact } from '@/lib/domain/next-step/impact';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import { Allowed } from '../../../authority/allowed';
import { withdrawAction } from '../actions';
import { WithdrawForm } from './form';
import { platformName, productNames, WhatChanges } from './what-changes';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('withdraw') };
}

export default async function WithdrawPage({ params }: PageProps<'/consents/[id]/withdraw'>) {
  const { id } = await params;
  const path = `/consents/${id}/withdraw`;
  const ctx = await getCtx(await requireCustomer(path), path);
  const view = await orNotFound(getConsentView(ctx, id));
  if (decideWithdraw(view.consent) === 'nothing-to-withdraw') redirect(`/consents/${id}`);
  const [t, format, locale] = [
    await getTranslations('consents.withdraw'),
    await getReaderFormat(),
    await getLocale(),
  ];
  const name = view.product.name[locale];
  const mayDelete = decideRight(ctx.actor, 'delete');
  const told = impact(view.facts, { kind: 'withdraw', productId: id, deletion: 'keep' });
  const erased = impact(view.facts, { kind: 'withdraw', productId: id, deletion: 'delete' });
  const platformsErased = erased.connections
    .filter(({ effect }) => effect === 'deleted')
    .map(({ connectionId }) => platformName(view, connectionId));
  const sharers = productNames(
    view,
    told.connections.flatMap(({ neededBy }) => neededBy),
    locale,
  );
  const days = view.product.retentionDays;
  const until = keptUntil({ endedAt: ctx.now, retentionDays: days });
  const mayPause = view.standing === 'given' || view.standing === 'renewed' || view.standing === 'expiring';
  return (
    <div className="ask">
      <PageHeading
        back={{ href: `/consents/${id}`, label: name }}
        title={t('title', { product: name })}
        lead={t('lead')}
      />
      <WhatChanges view={view} told={told} />
      <Allowed ctx={ctx} right="end" path={path}>
        <WithdrawForm
          action={withdrawAction}
          hidden={{ page: path, product: id }}
          keepHref={`/consents/${id}`}
          choices={
            platformsErased.length === 0 || mayDelete !== 'yes'
              ? null
              : [
                  {
                    value: 'keep',
                    label: t('keep', { days }),
                    hint: t('keepHint', { date: format.day(until) }),
                  },
                  {
                    value: 'delete',
                    label: t('delete'),
                    hint: t('deleteHint', { platform: format.list(platformsErased) }),
                  },
                ]
          }
          words={{
            choice: t('choice'),
            moot:
              platformsErased.length > 0 && mayDelete !== 'yes'
                ? (await getTranslations('authority'))(`keeps.${mayDelete}`)
                : sharers.length === 0
                  ? t('none')
                  : t('shared', { products: format.list(sharers) }),
            stop: t('stop'),
            stopping: t('stopping'),
            keepSharing: t('keepSharing'),
            failed: (await getTranslations('errors'))('title'),
          }}
        />
      </Allowed>
      {mayPause ? (
        <p>
          {t('smaller')}{' '}
          <a href={`/consents/${id}/pause`} className="link">
            {t('smallerLink', { product: name })}
          </a>
        </p>
      ) : null}
    </div>
  );
}
