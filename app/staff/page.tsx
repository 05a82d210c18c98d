// Staff page that lists businesses: found by the beginning of a name, or by an id.
import type { Metadata } from 'next';
import { Button, ButtonLink } from '@/components/ui/button';
import { DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { PageHeading } from '@/components/ui/page-heading';
import { ShortId } from '@/components/ui/short-id';
import { getStaffCtx, requireStaff } from '@/lib/auth/staff';
import { BUSINESS_NAME_MAX } from '@/lib/domain/identity/business-name';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import { getEnv } from '@/lib/runtime/env';
import { type FoundBusinesses, findBusinesses } from '@/lib/staff/find-businesses';
import { getCheckpointState } from '@/lib/staff/get-checkpoint-state';
import { listWantedPlatforms, type WantedPlatform } from '@/lib/staff/list-wanted-platforms';
import { Checkpoints } from './checkpoints';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('staffBusinesses') };
}

const single = (value: string | string[] | undefined) => (typeof value === 'string' ? value : '');

export default async function StaffPage({ searchParams }: PageProps<'/staff'>) {
  const ctx = getStaffCtx(await requireStaff('/staff'));
  const query = await searchParams;
  const [text, after] = [single(query.q), single(query.after)];
  const found = await findBusinesses(ctx, {
    text,
    after: after === '' ? null : after,
    issuer: getEnv().OIDC_ISSUER ?? null,
  });
  const t = await getTranslations('staff.businesses');
  return (
    <div className="grid gap-6">
      <PageHeading title={t('title')} />
      <search>
        <form method="get" action="/staff" className="flex flex-wrap items-end gap-3">
          <div className="w-full max-w-120">
            <Field
              id="business"
              name="q"
              type="search"
              label={t('label')}
              hint={t('hint')}
              defaultValue={text}
              maxLength={BUSINESS_NAME_MAX}
              autoComplete="off"
            />
          </div>
          <Button type="submit" variant="secondary">
            {t('submit')}
          </Button>
        </form>
      </search>
      {found.businesses.length === 0 ? (
        <EmptyState
          title={t('emptyTitle')}
          text={t('emptyText')}
          action={{ href: '/staff', label: t('all') }}
        />
      ) : (
        <Found found={found} />
      )}
      <Paging text={text} isFirst={after === ''} nextAfter={found.nextAfter} />
      {text === '' && after === '' ? (
        <>
          <Wanted platforms={await listWantedPlatforms(ctx)} />
          <Checkpoints state={await getCheckpointState(ctx)} />
        </>
      ) : null}
    </div>
  );
}

async function Found({ found }: { found: FoundBusinesses }) {
  const [t, format] = [await getTranslations('staff.businesses'), await getReaderFormat()];
  return (
    <DataTable
      label={t('table')}
      columns={[t('name'), t('inForce'), t('since'), t('id'), t('externalId'), t('codatId')]}
      rows={found.businesses.map((business) => ({
        key: business.id,
        cells: [
          <a key="name" href={`/staff/businesses/${business.id}`} className="link font-medium">
            {business.name}
          </a>,
          business.inForce,
          <span key="since" className="whitespace-nowrap">
            {format.day(business.createdAt)}
          </span>,
          <ShortId key="id" value={business.id} />,
          business.externalId ?? '–',
          business.codatCompanyId === null ? '–' : <ShortId key="codat" value={business.codatCompanyId} />,
        ],
      }))}
    />
  );
}

/** Shown below the first page of all businesses, not while staff search for one. */
async function Wanted({ platforms }: { platforms: WantedPlatform[] }) {
  if (platforms.length === 0) return null;
  const [t, s, format] = [
    await getTranslations('staff.wanted'),
    await getTranslations('sources'),
    await getReaderFormat(),
  ];
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <h2 className="font-semibold text-18">{t('title')}</h2>
      <p className="text-14 text-ink-soft">{t('lead')}</p>
      <DataTable
        label={t('title')}
        columns={[t('platform'), t('kind'), t('businesses'), t('last')]}
        rows={platforms.map(({ sourceType, name, businesses, lastAt }) => ({
          key: `${sourceType} ${name}`,
          cells: [name, s(`name.${sourceType}`), businesses, lastAt === null ? '–' : format.day(lastAt)],
        }))}
      />
    </section>
  );
}

async function Paging(props: { text: string; isFirst: boolean; nextAfter: string | null }) {
  const { text, isFirst, nextAfter } = props;
  const t = await getTranslations('staff.businesses');
  const at = (after: string | null) => {
    const query = new URLSearchParams([
      ...(text === '' ? [] : [['q', text]]),
      ...(after === null ? [] : [['after', after]]),
    ]);
    return `/staff?${query}`;
  };
  if (isFirst && nextAfter === null) return null;
  return (
    <div className="flex flex-wrap gap-3">
      {isFirst ? null : (
        <ButtonLink href={at(null)} variant="secondary">
          {t('first')}
        </ButtonLink>
      )}
      {nextAfter === null ? null : (
        <ButtonLink href={at(nextAfter)} variant="secondary">
          {t('more')}
        </ButtonLink>
      )}
    </div>
  );
}
