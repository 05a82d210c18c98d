// Page of all agreements, in force and ended: to read, to search and to export.
import type { Metadata } from 'next';
import { getLocale } from 'next-intl/server';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeading } from '@/components/ui/page-heading';
import { getCtx } from '@/lib/auth/context';
import { fileHref } from '@/lib/auth/made-for';
import { requireCustomer } from '@/lib/auth/viewer';
import { listOwnConsents, type OwnConsent } from '@/lib/consent/list-own-consents';
import type { Ctx } from '@/lib/context';
import { filterAgreements, isFiltered, queryOf, readFilter, textsOf } from '@/lib/domain/consent/search';
import type { Locale } from '@/lib/domain/text/language';
import { endsOf, upcoming } from '@/lib/expiry/list-ends';
import { getTranslations } from '@/lib/i18n/translations';
import { Turn } from '../../turn';
import { FindConsents } from './find';
import { Forecast } from './forecast';
import { ConsentGroup } from './group';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('consents') };
}

export default async function ConsentsPage({ searchParams }: PageProps<'/consents'>) {
  const ctx = await getCtx(await requireCustomer('/consents'), '/consents');
  const query = await searchParams;
  const filter = readFilter(query);
  const { current, past, pages, facts, logos } = await listOwnConsents(ctx, {
    cursor: query.past,
    isSearch: isFiltered(filter),
  });
  const [t, locale] = [await getTranslations('consents'), await getLocale()];
  const all = [...current, ...past];
  const found = filterAgreements(
    all.map((consent) => searchable(consent, locale)),
    filter,
  );
  const shown = (consents: OwnConsent[]) =>
    consents.filter((consent) => found.some((each) => each.consent === consent));
  return (
    <div className="board">
      <PageHeading title={t('title')} lead={t('lead')} />
      {all.length === 0 ? (
        <EmptyState
          title={t('emptyTitle')}
          text={t('emptyText')}
          action={{ href: '/home', label: t('emptyAction') }}
        />
      ) : (
        <FindConsents consents={all} filter={filter} found={found.length} />
      )}
      {isFiltered(filter) && found.length === 0 && all.length > 0 ? (
        <EmptyState title={t('find.noneTitle')} text={t('find.noneText')} />
      ) : null}
      <ConsentGroup id="current" title={t('current')} consents={shown(current)} logos={logos} />
      <ConsentGroup id="past" title={t('past')} consents={shown(past)} logos={logos} />
      <Turn page={pages} of={t('past')} path="/consents" name="past" query={queryOf(filter)} />
      <Forecast ctx={ctx} ends={upcoming(endsOf(facts, ctx.now), ctx.now)} />
      <TakeAlong ctx={ctx} />
    </div>
  );
}

const searchable = (consent: OwnConsent, locale: Locale) => ({
  consent,
  texts: textsOf({ ...consent, terms: consent.period.terms, platforms: consent.sources.serving }, locale),
  isCurrent: consent.period.endedAt === null,
  sourceTypes: consent.product.sources.map((source) => source.sourceType),
  platformKeys: consent.sources.serving.map((platform) => platform.platformKey),
});

/** The export needs no right and is offered even when the record is short. */
async function TakeAlong({ ctx }: { ctx: Ctx }) {
  const t = await getTranslations('consents.export');
  return (
    <section className="grid justify-items-start gap-3">
      <h2 className="font-semibold text-18">{t('title')}</h2>
      <p className="max-w-prose text-ink-soft">{t('text')}</p>
      <ButtonLink href={fileHref(ctx, '/consents/export')} variant="secondary">
        {t('action')}
      </ButtonLink>
    </section>
  );
}
