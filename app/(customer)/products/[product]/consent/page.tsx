// Page of a consent request for one product: nothing is ticked in advance, and the words depend on what the customer agreed to before.
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { ConsentNotice } from '@/components/consent-notice';
import { PageHeading } from '@/components/ui/page-heading';
import { getCtx } from '@/lib/auth/context';
import { orNotFound } from '@/lib/auth/not-found';
import { requireCustomer } from '@/lib/auth/viewer';
import { getController } from '@/lib/consent/controller';
import { getRequest, type RequestView } from '@/lib/consent/get-request';
import type { Ctx } from '@/lib/context';
import { noticeHash } from '@/lib/domain/notice/notice';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import { Allowed } from '../../../authority/allowed';
import { WordsChanged } from '../../../words-changed';
import { answerConsentAction } from './actions';
import { Agreed } from './agreed';
import { Changes } from './changes';
import { ConsentForm } from './form';
import { AlreadyConnected, Earlier } from './why-now';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('consent') };
}

export default async function ConsentPage({
  params,
  searchParams,
}: PageProps<'/products/[product]/consent'>) {
  const { product: id } = await params;
  const { add, declined } = await searchParams;
  const path = `/products/${id}/consent`;
  const ctx = await getCtx(await requireCustomer(path), path);
  const language = await getLocale();
  const view = await orNotFound(
    getRequest(ctx, {
      productId: id,
      controller: getController(),
      language,
      add: typeof add === 'string' ? add : undefined,
    }),
  );
  switch (view.kind) {
    case 'paused':
      // A paused agreement has to be resumed first, on its own page.
      return redirect(`/consents/${id}`);
    case 'agreed':
      return <Agreed view={view} wasDeclined={declined === 'yes'} />;
    case 'first':
    case 'again':
      return <WholeRequest ctx={ctx} view={view} path={path} />;
    case 'change':
    case 'add':
      return <Amendment ctx={ctx} view={view} path={path} />;
    default:
      return view.kind satisfies never;
  }
}

interface Props {
  ctx: Ctx;
  view: RequestView;
  path: string;
}

async function WholeRequest({ ctx, view, path }: Props) {
  const { notice, product } = view;
  return (
    <div className="ask">
      <div translate="no">
        <PageHeading
          back={{ href: `/products/${product.id}`, label: product.name[notice.language] }}
          title={notice.title}
          lead={notice.lead}
        />
      </div>
      <Earlier view={view} />
      <ConsentNotice notice={notice} />
      <WordsChanged ctx={ctx} terms={view.before} />
      <AlreadyConnected view={view} />
      <Answer ctx={ctx} view={view} path={path} />
    </div>
  );
}

/** Request that adds to an agreement in force: the addition first, then the whole. */
async function Amendment({ ctx, view, path }: Props) {
  const { notice, product, adding, before, change, consent } = view;
  const [t, format] = [await getTranslations('consent'), await getReaderFormat()];
  const date = format.day(consent?.givenAt ?? ctx.now);
  return (
    <div className="ask">
      <PageHeading
        back={{ href: `/products/${product.id}`, label: product.name[notice.language] }}
        title={
          adding === null
            ? t('change.title', { product: product.name[notice.language] })
            : t(`add.title.${adding}`)
        }
        lead={adding === null ? t('change.lead', { date }) : t('add.lead', { date })}
      />
      {before !== null && change !== null ? <Changes view={view} before={before} change={change} /> : null}
      <WordsChanged ctx={ctx} terms={before} />
      <section className="grid gap-3">
        <h2 className="font-semibold text-18">{t('whole')}</h2>
        <ConsentNotice notice={notice} />
      </section>
      <AlreadyConnected view={view} />
      <Answer ctx={ctx} view={view} path={path} />
    </div>
  );
}

async function Answer({ ctx, view, path }: Props) {
  const { notice, product, adding, open, kind, declined } = view;
  const t = await getTranslations('consent');
  const isRefused = declined?.answer === 'refused' || view.consent?.standing === 'refused';
  const place = adding === null ? path : `${path}?add=${adding}`;
  return (
    <Allowed ctx={ctx} right="agree" path={place}>
      <ConsentForm
        action={answerConsentAction}
        hidden={{
          page: path,
          product: product.id,
          noticeHash: noticeHash(notice),
          language: notice.language,
          // The page asks for this one source: agreeing means choosing it.
          ...(adding === null ? {} : { [`source-${adding}`]: 'yes' }),
        }}
        statement={notice.statement}
        options={adding === null ? notice.options.filter((option) => open.includes(option.sourceType)) : []}
        links={[
          { href: '/privacy', label: t('privacyLink') },
          { href: '/help', label: t('helpLink') },
        ]}
        words={{
          agree: t('agree'),
          agreeing: t('agreeing'),
          notNow: t('notNow'),
          never: kind === 'add' || isRefused ? null : t('never'),
          options: t('optionsTitle', { product: product.name[notice.language] }),
          failed: (await getTranslations('errors'))('title'),
        }}
      />
    </Allowed>
  );
}
