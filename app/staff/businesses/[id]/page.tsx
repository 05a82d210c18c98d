// Staff page of one business: whether its ledger verifies, its agreements, connections and history.
import type { Metadata } from 'next';
import { getLocale } from 'next-intl/server';
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
import { getRequestOutcome, type RequestOutcome } from '@/lib/staff/get-request-outcome';
import { actorWords } from '../../actor';
import { Checkpoints } from '../../checkpoints';
import { Agreements, Connections, LedgerTable } from './tables';
import { Views } from './views';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('staffBusiness') };
}

export default async function StaffBusinessPage({
  params,
  searchParams,
}: PageProps<'/staff/businesses/[id]'>) {
  const { id } = await params;
  const person = await requireStaff(`/staff/businesses/${id}`);
  const ctx = getStaffCtx(person);
  const query = await searchParams;
  const view = await orNotFound(getStaffBusiness(ctx, id, query));
  const [t, b, format] = [
    await getTranslations('staff.business'),
    await getTranslations('staff.businesses'),
    await getReaderFormat(),
  ];
  const { business } = view;
  const { act, subject } = query;
  const outcome = await getRequestOutcome(ctx, person, { companyId: business.id, act, subject });
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
      {outcome === null ? null : <Outcome outcome={outcome} />}
      <Soundness view={view} now={ctx.now} />
      <Checkpoints state={view.checkpoints} />
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
      <Views view={view} />
    </div>
  );
}

/** Result of the request that the address names. */
async function Outcome({ outcome: { isOwn, at, by, subject } }: { outcome: RequestOutcome }) {
  const [t, format, actor, locale] = [
    await getTranslations('staff.onRequest'),
    await getReaderFormat(),
    await actorWords(),
    await getLocale(),
  ];
  return (
    <Notice tone={isOwn ? 'positive' : 'info'} title={t(isOwn ? 'doneTitle' : 'overTitle')}>
      <p>
        {t('record', {
          subject: typeof subject === 'string' ? subject : subject[locale],
          moment: format.moment(at),
          who:
            by === null
              ? (await getTranslations('staff.actor'))('codat')
              : typeof by === 'string'
                ? by
                : actor(by),
        })}
      </p>
      <p>{t(isOwn ? 'doneText' : 'overText')}</p>
    </Notice>
  );
}

/** Faults that the page lists; the audit on the command line lists all. */
const FAULTS_SHOWN = 5;

async function Soundness({ view, now }: { view: StaffBusiness; now: Date }) {
  const { business, faults, events, checked } = view;
  const [t, f, format] = [
    await getTranslations('staff.business'),
    await getTranslations('staff.business.fault'),
    await getReaderFormat(),
  ];
  const sentences = new Set(
    faults.map((fault) =>
      'seq' in fault
        ? f(fault.kind === 'time' ? fault.problem : fault.kind, { seq: fault.seq })
        : f(fault.kind),
    ),
  );
  const more = sentences.size - FAULTS_SHOWN;
  return faults.length === 0 ? (
    <Notice tone="positive" title={t('sound')}>
      {checked === events ? (
        t('soundText', { count: events, moment: format.moment(now) })
      ) : (
        <>
          <p>{t('soundPart', { count: checked, all: events, moment: format.moment(now) })}</p>
          <CheckAll business={business.id} words={t('checkAll')} />
        </>
      )}
    </Notice>
  ) : (
    <Notice tone="critical" title={t('broken')}>
      <p>{t('brokenText')}</p>
      {checked === events ? null : <CheckAll business={business.id} words={t('checkAll')} />}
      <ul className="list-disc pl-5">
        {[...sentences].slice(0, FAULTS_SHOWN).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {more > 0 ? <li>{f('more', { count: more })}</li> : null}
      </ul>
    </Notice>
  );
}

function CheckAll({ business, words }: { business: string; words: string }) {
  return (
    <a
      href={`/staff/businesses/${business}?check=all`}
      className="link inline-flex min-h-target items-center"
    >
      {words}
    </a>
  );
}
