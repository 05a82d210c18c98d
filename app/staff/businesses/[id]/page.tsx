// One business as staff see it: whether its record is sound, what stands, what is connected, what happened.
import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { Facts } from '@/components/ui/facts';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { WholeId } from '@/components/ui/short-id';
import { orNotFound } from '@/lib/auth/not-found';
import { getStaffCtx, requireStaff } from '@/lib/auth/staff';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import { getStaffBusiness, type StaffBusiness } from '@/lib/staff/get-business';
import { Agreements, Connections, LedgerTable } from './tables';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('staffBusiness') };
}

export default async function StaffBusinessPage({
  params,
  searchParams,
}: PageProps<'/staff/businesses/[id]'>) {
  const { id } = await params;
  const ctx = getStaffCtx(await requireStaff(`/staff/businesses/${id}`));
  const view = await orNotFound(getStaffBusiness(ctx, id));
  const [t, b, format] = [
    await getTranslations('staff.business'),
    await getTranslations('staff.businesses'),
    await getReaderFormat(),
  ];
  const { business } = view;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <PageHeading back={{ href: '/staff', label: b('title') }} title={business.name} />
      <Facts
        facts={[
          { term: b('id'), value: <WholeId value={business.id} /> },
          {
            term: b('codatId'),
            value: business.codatCompanyId ? <WholeId value={business.codatCompanyId} /> : '–',
          },
          { term: b('externalId'), value: business.externalId ?? '–' },
          { term: b('since'), value: format.day(business.createdAt) },
        ]}
      />
      <Outcome query={await searchParams} />
      <Soundness view={view} now={ctx.now} />
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={`/staff/decisions?business=${business.id}`} variant="secondary">
          {t('decide')}
        </ButtonLink>
        <ButtonLink href={`/staff/businesses/${business.id}/export`} variant="secondary">
          {t('export')}
        </ButtonLink>
      </div>
      <Agreements view={view} now={ctx.now} />
      <Connections view={view} />
      <LedgerTable view={view} />
    </div>
  );
}

/** What became of a request that was carried out just now. */
async function Outcome({ query }: { query: Record<string, string | string[] | undefined> }) {
  const t = await getTranslations('staff.onRequest');
  if (query.done !== undefined) {
    return (
      <Notice tone="positive" title={t('doneTitle')}>
        {t('doneText')}
      </Notice>
    );
  }
  if (query.already === undefined) return null;
  return (
    <Notice tone="info" title={t('overTitle')}>
      {t('overText')}
    </Notice>
  );
}

async function Soundness({ view, now }: { view: StaffBusiness; now: Date }) {
  const [t, format] = [await getTranslations('staff.business'), await getReaderFormat()];
  return view.faultAt === null ? (
    <Notice tone="positive" title={t('sound')}>
      {t('soundText', { count: view.events, moment: format.moment(now) })}
    </Notice>
  ) : (
    <Notice tone="critical" title={t('broken')}>
      {t('brokenText', { seq: view.faultAt })}
    </Notice>
  );
}
