// Page that creates a delegated link: when a colleague has the password, the customer passes on a link for one platform.
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { Status } from '@/components/ui/status';
import { getCtx } from '@/lib/auth/context';
import { typedBefore } from '@/lib/auth/made-for';
import { orNotFound } from '@/lib/auth/not-found';
import { requireCustomer } from '@/lib/auth/viewer';
import { getPlatformChoice } from '@/lib/connection/get-platform-choice';
import { type ListedShare, listOwnShares } from '@/lib/delegated-link/get-share';
import type { Page } from '@/lib/domain/text/paging';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import { getProductView } from '@/lib/product/get-product-view';
import { Turn } from '../../../../turn';
import { Allowed } from '../../../authority/allowed';
import { createShareAction } from './actions';
import { ShareForm } from './form';
import { SHARE_TONES } from './tones';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('share') };
}

export default async function SharePage({ params, searchParams }: PageProps<'/products/[product]/share'>) {
  const { product: id } = await params;
  const path = `/products/${id}/share`;
  const ctx = await getCtx(await requireCustomer(path), path);
  const { product, agreed, step } = await orNotFound(getProductView(ctx, id));
  if (step.kind === 'paused') redirect(`/consents/${id}`);
  if (step.kind === 'consent') redirect(`/products/${id}/consent`);
  const { platform: wanted, kept, links } = await searchParams;
  const choice = await getPlatformChoice(ctx, agreed);
  const [t, s, locale] = [
    await getTranslations('share'),
    await getTranslations('sources'),
    await getLocale(),
  ];
  const groups =
    choice.kind === 'list'
      ? choice.groups
          .filter(({ full }) => !full)
          .map(({ sourceType, cards }) => ({
            label: s(`name.${sourceType}`),
            options: cards.map(({ key, name }) => ({ value: key, label: name })),
          }))
      : [];
  return (
    <div className="ask">
      <PageHeading
        back={{ href: `/products/${id}/connect`, label: product.name[locale] }}
        title={t('title')}
        lead={t('lead')}
      />
      {choice.kind === 'unavailable' ? (
        <Notice tone="critical" title={t('downTitle')}>
          {t('downText')}
        </Notice>
      ) : (
        <Allowed ctx={ctx} right="share" path={path}>
          <ShareForm
            action={createShareAction}
            hidden={{ page: path, product: id }}
            groups={groups}
            chosen={typeof wanted === 'string' ? wanted : ''}
            typed={typedBefore(kept, path, ctx.actor.userId)}
            words={{
              platform: t('platform'),
              choose: t('choose'),
              approval: t('approval'),
              approvalHint: t('approvalHint'),
              submit: t('make'),
              submitting: t('making'),
              failed: (await getTranslations('errors'))('title'),
            }}
          />
        </Allowed>
      )}
      <Made shares={await listOwnShares(ctx, id, links)} path={path} />
    </div>
  );
}

async function Made({ shares, path }: { shares: Page<ListedShare>; path: string }) {
  const [t, format] = [await getTranslations('share'), await getReaderFormat()];
  if (shares.items.length === 0) return null;
  return (
    <section id="links" className="grid gap-3 border-line border-t pt-8">
      <h2 className="font-semibold text-18">{t('made')}</h2>
      <ul className="divide-y divide-line">
        {shares.items.map(({ share, status }) => (
          <li key={share.id} className="flex flex-wrap items-center justify-between gap-x-4 py-2">
            <a href={`/shares/${share.id}`} className="link inline-flex min-h-target items-center">
              {t('madeOn', { platform: share.platformName, date: format.day(share.createdAt) })}
            </a>
            <Status tone={SHARE_TONES[status]}>{t(`status.${status}`)}</Status>
          </li>
        ))}
      </ul>
      <Turn page={shares} of={t('made')} path={path} name="links" />
    </section>
  );
}
