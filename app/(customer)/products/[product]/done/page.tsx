// The confirmation: what is connected, how far reading has come, what happens next. Never more than Codat said.
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { ProgressRail } from '@/components/ui/progress-rail';
import { getCtx } from '@/lib/auth/context';
import { orNotFound } from '@/lib/auth/not-found';
import { requireCustomer } from '@/lib/auth/viewer';
import { getProgress } from '@/lib/connection/get-progress';
import type { Ctx } from '@/lib/context';
import { nameOfDataType } from '@/lib/domain/data-vocabulary';
import type { Product } from '@/lib/domain/product';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getProductView } from '@/lib/product/get-product-view';
import { Streamed, WHOLE } from '../../../streamed';
import { KeepFresh } from './keep-fresh';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('done') };
}

export default async function DonePage({ params, searchParams }: PageProps<'/products/[product]/done'>) {
  const { product: id } = await params;
  const path = `/products/${id}/done`;
  const ctx = await getCtx(await requireCustomer(path), path);
  const { product, step } = await orNotFound(getProductView(ctx, id));
  // Without an agreement nothing here would be true of this product.
  if (step.kind === 'paused') redirect(`/consents/${id}`);
  if (step.kind === 'consent') redirect(`/products/${id}/consent`);
  return (
    <div className="ask">
      <Streamed path={path} whole={WHOLE in (await searchParams)} lines={8}>
        <Progress ctx={ctx} product={product} />
      </Streamed>
    </div>
  );
}

async function Progress({ ctx, product }: { ctx: Ctx; product: Product }) {
  const { linked, clusters, settled, checked } = await getProgress(ctx, product);
  const [t, format, locale] = [await getTranslations('done'), await getReaderFormat(), await getLocale()];
  const back = { href: `/products/${product.id}`, label: product.name[locale] };
  if (linked.length === 0) {
    return (
      <>
        <PageHeading back={back} title={t('noneTitle')} lead={t('noneText')} />
        <div>
          <ButtonLink href={`/products/${product.id}/connect`}>{t('noneAction')}</ButtonLink>
        </div>
      </>
    );
  }
  const platform = format.list(linked.map((c) => c.platformName));
  const hasProblem = clusters.some(({ types }) => types.some((type) => type.state === 'problem'));
  const railSentence = !settled ? 'railReading' : hasProblem ? 'railPartly' : 'railReady';
  const more = product.sources.some((source) => !linked.some((c) => c.sourceType === source.sourceType));
  return (
    <>
      <PageHeading
        back={back}
        title={linked.length === 1 ? t('title', { platform }) : t('titleMany', { count: linked.length })}
      />
      <ul className="grid gap-2">
        {linked.map((connection) => (
          <li key={connection.id}>
            {connection.organisation === null
              ? t('organisationUnknown', { platform: connection.platformName })
              : t('organisation', { organisation: connection.organisation })}
          </li>
        ))}
        <li className="text-14 text-ink-soft">{t('checkName')}</li>
      </ul>
      <section className="grid gap-3">
        <h2 className="text-18 font-semibold">{t('railTitle')}</h2>
        {checked ? null : <Notice tone="caution">{t('railUnchecked')}</Notice>}
        {/* What Codat did not say is not told. */}
        <p className="text-ink-soft" aria-live="polite" hidden={!checked}>
          {t(railSentence, { platform })}
        </p>
        <ProgressRail
          items={clusters.map(({ cluster, state, types }) => ({
            id: cluster.id,
            name: cluster.label[locale],
            state,
            stateText: t(`state.${state}`, { platform }),
            detail: types.map((type) => nameOfDataType(type.id)[locale]).join(', '),
          }))}
        />
        {settled ? null : <KeepFresh path={`/products/${product.id}/done`} label={t('refresh')} />}
      </section>
      <section className="grid gap-3">
        <h2 className="text-18 font-semibold">{t('nextTitle')}</h2>
        <ul className="grid gap-2">
          <li>{t('next.read', { months: product.historyMonths })}</li>
          <li>{t('next.use', { product: product.name[locale] })}</li>
          <li>{t('next.stop')}</li>
        </ul>
      </section>
      <div className="flex flex-wrap gap-3">
        <ButtonLink href="/home">{t('home')}</ButtonLink>
        {more ? (
          <ButtonLink href={`/products/${product.id}/connect`} variant="secondary">
            {t('addMore')}
          </ButtonLink>
        ) : null}
      </div>
    </>
  );
}
