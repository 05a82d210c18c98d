// Page that lists the platforms to choose from, grouped by source and searchable, with what is connected already.
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { getCtx } from '@/lib/auth/context';
import { orNotFound } from '@/lib/auth/not-found';
import { requireCustomer } from '@/lib/auth/viewer';
import { getPlatformChoice } from '@/lib/connection/get-platform-choice';
import type { Ctx } from '@/lib/context';
import { isOpenAccess } from '@/lib/domain/access/access-now';
import { requires } from '@/lib/domain/connection/certification-requirements';
import type { SourceType } from '@/lib/domain/connection/connection';
import { type Product, sourceTypesOf } from '@/lib/domain/product/product';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import { getProductView } from '@/lib/product/get-product-view';
import { Allowed } from '../../../authority/allowed';
import { Streamed, WHOLE } from '../../../streamed';
import { startConnectionAction } from './actions';
import { NotListed } from './not-listed';
import { PlatformPicker } from './picker';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('connect') };
}

export default async function ConnectPage({
  params,
  searchParams,
}: PageProps<'/products/[product]/connect'>) {
  const [{ product: id }, query] = [await params, await searchParams];
  const path = `/products/${id}/connect`;
  const ctx = await getCtx(await requireCustomer(path), path);
  const { product, agreed, step, connections } = await orNotFound(getProductView(ctx, id));
  const [t, s, locale] = [
    await getTranslations('connect'),
    await getTranslations('sources'),
    await getLocale(),
  ];
  const back = { href: `/products/${id}`, label: product.name[locale] };
  // A paused agreement has to be resumed first, on its own page.
  if (step.kind === 'paused') redirect(`/consents/${id}`);
  if (step.kind === 'consent') {
    return (
      <div className="ask">
        <PageHeading back={back} title={t('needConsentTitle')} lead={t('needConsentText')} />
        <div>
          <ButtonLink href={`/products/${id}/consent`}>{t('needConsentAction')}</ButtonLink>
        </div>
      </div>
    );
  }
  // The missing source names the page: the required one first, then one that could still be added.
  const isMissing = (type: SourceType) =>
    !connections.some((c) => c.sourceType === type && isOpenAccess(c, ctx.now));
  const wanted =
    'sourceType' in step
      ? step.sourceType
      : [...sourceTypesOf(agreed), ...sourceTypesOf(product)].find(isMissing);
  return (
    <div className="board">
      <PageHeading
        back={back}
        title={wanted ? s(`connect.${wanted}`) : product.name[locale]}
        lead={t('lead')}
      />
      <Allowed ctx={ctx} right="connect" path={path}>
        <Streamed path={path} whole={WHOLE in query || query.q !== undefined} lines={8}>
          <Platforms
            ctx={ctx}
            product={product}
            agreed={agreed}
            path={path}
            query={typeof query.q === 'string' ? query.q.slice(0, 80) : ''}
          />
        </Streamed>
        <NotListed ctx={ctx} agreed={agreed} />
      </Allowed>
      <div className="flex flex-wrap items-center justify-between gap-4 border-line border-t pt-6">
        <p className="max-w-prose text-14 text-ink-soft">
          {t('admin')}{' '}
          <a href={`/products/${id}/share`} className="link">
            {t('colleague')}
          </a>
        </p>
        <p className="flex flex-wrap gap-x-6">
          <a
            href={`/products/${id}/link`}
            className="link inline-flex min-h-target items-center noscript:hidden"
          >
            {t('window')}
          </a>
          <a href="/home" className="link inline-flex min-h-target items-center">
            {t('skip')}
          </a>
        </p>
      </div>
    </div>
  );
}

async function Platforms({
  ctx,
  product,
  agreed,
  path,
  query,
}: {
  ctx: Ctx;
  product: Product;
  agreed: Product;
  path: string;
  query: string;
}) {
  const choice = await getPlatformChoice(ctx, product);
  const [t, s, format] = [
    await getTranslations('connect'),
    await getTranslations('sources'),
    await getReaderFormat(),
  ];
  if (choice.kind === 'unavailable') {
    return (
      <Notice tone="critical" title={t('downTitle')}>
        <p>{t('downText')}</p>
        <p className="mt-3">
          <a href={path} className="link inline-flex min-h-target items-center">
            {t('retry')}
          </a>
        </p>
      </Notice>
    );
  }
  const firstOpen = (choice.groups.find((g) => g.linked.length === 0) ?? choice.groups.find((g) => !g.full))
    ?.sourceType;
  const isAgreed = (type: SourceType) => agreed.sources.some(({ sourceType }) => sourceType === type);
  const total = choice.groups
    .filter((group) => isAgreed(group.sourceType) && !group.full)
    .reduce((sum, group) => sum + group.cards.length, 0);
  return (
    <>
      {choice.stale || !choice.checked ? (
        <Notice
          tone="caution"
          title={t('staleTitle', {
            date: format.moment(choice.fetchedAt),
          })}
        >
          {t('staleText')}
        </Notice>
      ) : null}
      <PlatformPicker
        action={startConnectionAction}
        path={path}
        product={product.id}
        query={query}
        groups={choice.groups.map((group) => ({
          id: group.sourceType,
          name: s(`name.${group.sourceType}`),
          need: s(group.required ? 'required' : 'optional'),
          // The first group that still lacks a connection is open.
          open: group.sourceType === firstOpen,
          // An optional source that the customer left out has to be agreed to before its platforms are offered.
          ask: isAgreed(group.sourceType)
            ? null
            : {
                text: t(group.required ? 'needConsentText' : 'optionalText'),
                action: t('optionalAction'),
                href: `/products/${product.id}/consent?add=${group.sourceType}`,
              },
          full: group.full
            ? {
                title: t('fullTitle', { platform: group.linked[0]?.platformName ?? '' }),
                text: t('fullText', { platform: group.linked[0]?.platformName ?? '' }),
              }
            : null,
          cards: group.cards.map((card) => ({
            key: card.key,
            name: card.name,
            logoUrl: card.logoUrl,
            note: card.isOffline ? t('offline') : t('goTo', { platform: card.name }),
            opening: t('opening', { platform: card.name }),
            connect: requires(card.key, 'own-button')
              ? { label: t('ownButton', { platform: card.name }), images: card.button }
              : null,
            state:
              card.state === null || card.state === 'starting' || card.state === 'deleted'
                ? null
                : { id: card.state, text: t(`state.${card.state}`) },
          })),
        }))}
        words={{
          search: t('search', { count: total }),
          searchSubmit: t('searchSubmit'),
          failed: (await getTranslations('errors'))('title'),
          noMatchText: t('noMatchText'),
          showAll: t('showAll'),
        }}
      />
    </>
  );
}
