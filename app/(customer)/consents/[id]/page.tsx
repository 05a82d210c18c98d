// Page of one agreement: what is in force, what can be changed, its history, and the words that were agreed to.
import type { Metadata } from 'next';
import { getLocale } from 'next-intl/server';
import { AgreedWords } from '@/components/agreed-words';
import { ChoiceRow } from '@/components/bound-form';
import { STANDING_TONES } from '@/components/consent-card';
import { ContinueForm } from '@/components/continue-form';
import { ButtonLink } from '@/components/ui/button';
import { Disclosure, DisclosureList } from '@/components/ui/disclosure';
import { Facts } from '@/components/ui/facts';
import { PageHeading } from '@/components/ui/page-heading';
import { Status } from '@/components/ui/status';
import { getCtx } from '@/lib/auth/context';
import { orNotFound } from '@/lib/auth/not-found';
import { requireCustomer } from '@/lib/auth/viewer';
import { type ConsentView, getConsentView } from '@/lib/consent/get-consent-view';
import { listHistory } from '@/lib/consent/list-history';
import type { Ctx } from '@/lib/context';
import { decideRight } from '@/lib/domain/identity/authority';
import { personNames } from '@/lib/i18n/person-name';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import { getSupport } from '../../../support';
import { Turn } from '../../../turn';
import { Allowed } from '../../authority/allowed';
import { WordsChanged } from '../../words-changed';
import { eventWords } from '../event-words';
import { standingWords } from '../standing-words';
import { termsWords } from '../terms-words';
import { resumeAction } from './actions';
import { ConsentNews } from './news';
import { Receipts } from './receipts/list';
import { TimeLeft } from './time';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('agreement') };
}

export default async function ConsentPage({ params, searchParams }: PageProps<'/consents/[id]'>) {
  const [{ id }, query] = [await params, await searchParams];
  const path = `/consents/${id}`;
  const ctx = await getCtx(await requireCustomer(path), path);
  const view = await orNotFound(getConsentView(ctx, id));
  const [t, standing, locale] = [await getTranslations('consents'), await standingWords(), await getLocale()];
  const { email, phone } = getSupport();
  return (
    <div className="ask">
      <div className="grid gap-2">
        <PageHeading back={{ href: '/consents', label: t('title') }} title={view.product.name[locale]} />
        <Status tone={STANDING_TONES[view.shown]}>{standing(view)}</Status>
      </div>
      <ConsentNews view={view} now={ctx.now} />
      <Terms view={view} />
      <div className="flex flex-wrap items-center gap-x-6 gap-y-1">
        <TimeLeft ctx={ctx} view={view} path={path} />
        <a href={`${path}/why`} className="link inline-flex min-h-target items-center">
          {t('whyLink')}
        </a>
      </div>
      <Answers ctx={ctx} view={view} path={path} />
      <Timeline ctx={ctx} productId={id} cursor={query.history} />
      <Receipts ctx={ctx} productId={id} brand={view.terms.controller} cursor={query.receipts} />
      <DisclosureList>
        <Disclosure
          summary={t('words')}
          detail={t('wordsDetail', { version: view.terms.privacy_notice.product_version })}
        >
          <AgreedWords text={view.words} language={view.terms.privacy_notice.language} />
        </Disclosure>
      </DisclosureList>
      <WordsChanged ctx={ctx} terms={view.terms} />
      <p className="text-14 text-ink-soft">{t('otherWays', { email, phone })}</p>
    </div>
  );
}

async function Terms({ view }: { view: ConsentView }) {
  const [t, format, locale] = [await getTranslations('consents'), await getReaderFormat(), await getLocale()];
  const { consent, terms, yes, product } = view;
  const words = await termsWords(view.logos);
  const facts = { ...view, expiresAt: consent.expiresAt };
  const who = yes.entity.kind === 'customer' ? (await personNames())(yes.entity.name) : yes.controller;
  return (
    <Facts
      facts={[
        {
          term: t('agreedOn'),
          value: t('by', { date: format.day(consent.givenAt ?? consent.updatedAt), name: who }),
        },
        words.end(facts),
        { term: t('what'), value: format.list(product.data.map((cluster) => cluster.label[locale])) },
        { term: t('why'), value: product.purposes.map((purpose) => purpose.text[locale]).join(' ') },
        words.platforms(facts),
        {
          term: t('who'),
          value: format.list([terms.controller, ...terms.processors, ...terms.recipient_third_parties]),
        },
        words.data(facts),
      ]}
    />
  );
}

async function Answers({ ctx, view, path }: { ctx: Ctx; view: ConsentView; path: string }) {
  const t = await getTranslations('consents');
  const stop = (
    <ButtonLink href={`${path}/withdraw`} variant="danger">
      {t('stop')}
    </ButtonLink>
  );
  switch (view.standing) {
    case 'given':
    case 'renewed':
    case 'expiring':
      return (
        <ChoiceRow>
          <ButtonLink href={`${path}/pause`} variant="secondary">
            {t('pause')}
          </ButtonLink>
          {stop}
        </ChoiceRow>
      );
    case 'paused':
      return (
        <>
          <Allowed ctx={ctx} right="change" path={path}>
            <ChoiceRow>
              <ContinueForm
                action={resumeAction}
                hidden={{ page: path, product: view.product.id }}
                words={{
                  submit: t('resume'),
                  submitting: t('resuming'),
                  failed: (await getTranslations('errors'))('title'),
                }}
              />
              {stop}
            </ChoiceRow>
          </Allowed>
          {decideRight(ctx.actor, 'change') === 'yes' ? null : <div>{stop}</div>}
        </>
      );
    case 'expired':
      // Renewing is offered above.
      return null;
    default:
      return (
        <div>
          <ButtonLink href={`/products/${view.product.id}/consent`}>{t('again')}</ButtonLink>
        </div>
      );
  }
}

interface TimelineProps {
  ctx: Ctx;
  productId: string;
  /** From the address: a claim. */
  cursor: string | string[] | undefined;
}

async function Timeline({ ctx, productId, cursor }: TimelineProps) {
  const [t, words] = [await getTranslations('consents'), await eventWords()];
  const history = await listHistory(ctx, productId, cursor);
  return (
    <section id="history" className="grid gap-3">
      <h2 className="font-semibold text-18">{t('happened')}</h2>
      <ol className="grid gap-3 border-line border-l-2 pl-4">
        {history.items.map((event) => (
          <li key={event.record_id} id={`event-${event.seq}`}>
            <p className="font-medium">{words.what(event)}</p>
            <p className="tabular text-14 text-ink-soft">{words.byWhom(event)}</p>
          </li>
        ))}
      </ol>
      <Turn page={history} of={t('happened')} path={`/consents/${productId}`} name="history" />
    </section>
  );
}
