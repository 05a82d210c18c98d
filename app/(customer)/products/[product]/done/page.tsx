// Confirmation page: what is connected, how far reading is, what happens next. It never says more than Codat has confirmed.
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { getCtx } from '@/lib/auth/context';
import { orNotFound } from '@/lib/auth/not-found';
import { requireCustomer } from '@/lib/auth/viewer';
import type { Ctx } from '@/lib/context';
import { doneNow } from '@/lib/domain/next-step/done-now';
import { type NextStep, placeOf } from '@/lib/domain/next-step/next-step';
import { connectPlace } from '@/lib/domain/product/product';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import { getProductView, type ProductView } from '@/lib/product/get-product-view';
import { getProgress } from '@/lib/reading/get-progress';
import { Reading } from '../../../reading/reading';
import { Streamed, WHOLE } from '../../../streamed';
import { Agreement } from './agreement';
import { ConnectedList } from './connected-list';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('done') };
}

export default async function DonePage({ params, searchParams }: PageProps<'/products/[product]/done'>) {
  const { product: id } = await params;
  const query = await searchParams;
  // Says that the customer comes from agreeing rather than from a platform. It chooses the heading; the facts are read anew.
  const hasAgreed = 'agreed' in query;
  const path = `/products/${id}/done`;
  const ctx = await getCtx(await requireCustomer(path), path);
  const view = await orNotFound(getProductView(ctx, id));
  const { product, step } = view;
  // Without an agreement the sentences of this page would not be true.
  if (step.kind === 'paused') redirect(`/consents/${id}`);
  if (step.kind === 'consent' || step.kind === 'check') redirect(placeOf(product, step));
  const [t, locale] = [await getTranslations('done'), await getLocale()];
  return (
    <div className="ask">
      {hasAgreed ? (
        <>
          <PageHeading
            back={{ href: `/products/${id}`, label: product.name[locale] }}
            title={t('agreedTitle', { product: product.name[locale] })}
            lead={
              doneNow(view.agreed, step, view.connections, ctx.now).isComplete ? t('agreedLead') : undefined
            }
          />
          <Agreement view={view} />
        </>
      ) : null}
      <Streamed path={hasAgreed ? `${path}?agreed=1` : path} whole={WHOLE in query} lines={8}>
        <Progress ctx={ctx} view={view} hasHeading={hasAgreed} />
      </Streamed>
    </div>
  );
}

async function Progress({ ctx, view, hasHeading }: { ctx: Ctx; view: ProductView; hasHeading: boolean }) {
  const { product } = view;
  // Sources that the customer left out are not read, and not mentioned.
  const { linked, heading, step, reads, checked, logos } = await getProgress(ctx, view);
  const [t, format, locale] = [await getTranslations('done'), await getReaderFormat(), await getLocale()];
  const back = { href: `/products/${product.id}`, label: product.name[locale] };
  if (heading === 'none') {
    const none = await noneWords(step);
    return (
      <>
        {hasHeading ? (
          <Notice tone="caution" title={none.title}>
            {none.text}
          </Notice>
        ) : (
          <PageHeading back={back} title={none.title} lead={none.text} />
        )}
        <div>
          <ButtonLink href={step.kind === 'connect' ? connectPlace(product) : placeOf(product, step)}>
            {none.action}
          </ButtonLink>
        </div>
      </>
    );
  }
  const platform = format.list(linked.map((c) => c.platformName));
  const isFilesOnly = heading === 'files';
  const more = product.sources.some((source) => !linked.some((c) => c.sourceType === source.sourceType));
  return (
    <>
      {hasHeading ? null : (
        <PageHeading
          back={back}
          title={
            isFilesOnly
              ? t('filesTitle')
              : linked.length === 1
                ? t('title', { platform })
                : t('titleMany', { count: linked.length })
          }
        />
      )}
      <ul className="grid gap-2" hidden={hasHeading}>
        <ConnectedList linked={linked} logos={logos} />
        {isFilesOnly ? null : (
          <li className="text-14 text-ink-soft">
            {t.rich('checkName', {
              link: (words) => (
                <a href="/connections" className="link">
                  {words}
                </a>
              ),
            })}
          </li>
        )}
      </ul>
      {reads === null ? null : (
        <section className="grid gap-3">
          <h2 className="text-18 font-semibold">{t(reads.isSettled ? 'railTitleRead' : 'railTitle')}</h2>
          <Reading
            scope={{ kind: 'product', id: product.id }}
            reads={{ ...reads, isAnswered: checked }}
            path={`/products/${product.id}/done`}
          />
        </section>
      )}
      {hasHeading ? null : <Agreement view={view} />}
      <section className="grid gap-3">
        <h2 className="text-18 font-semibold">{t('nextTitle')}</h2>
        <ul className="grid gap-2">
          {isFilesOnly ? null : <li>{t('next.read', { months: product.historyMonths })}</li>}
          <li>{t('next.use', { product: product.name[locale] })}</li>
          <li>{t('next.stop')}</li>
        </ul>
      </section>
      <div className="flex flex-wrap gap-3">
        <ButtonLink href="/home">{t('home')}</ButtonLink>
        {more ? (
          <ButtonLink href={connectPlace(product)} variant="secondary">
            {t('addMore')}
          </ButtonLink>
        ) : null}
      </div>
    </>
  );
}

/** Lost access is named as such and leads back to the same connection. */
async function noneWords(step: NextStep) {
  const [t, p] = [await getTranslations('done'), await getTranslations('product')];
  const isOfPlatform =
    step.kind === 'reconnect' || step.kind === 'reconfirm' || step.kind === 'finish' || step.kind === 'check';
  if (!isOfPlatform) return { title: t('noneTitle'), text: t('noneText'), action: t('noneAction') };
  const platform = { platform: step.platformName };
  const titles = {
    finish: t('noneTitle'),
    // Codat reported the connection while this page was read: it is connected, and waits for the customer's answer.
    check: t('checkTitle', platform),
    reconnect: t('lostTitle', platform),
    reconfirm: t('lostTitle', platform),
  };
  return {
    title: titles[step.kind],
    text: p(`note.${step.kind}`, platform),
    action: p(`step.${step.kind}`, platform),
  };
}
