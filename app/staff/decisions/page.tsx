// Staff page that explains decisions: why a product may or may not read a kind of data of a business at a moment.
import type { Metadata } from 'next';
import { getLocale } from 'next-intl/server';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { getStaffCtx, requireStaff } from '@/lib/auth/staff';
import { readMoment } from '@/lib/domain/text/moment';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import { getEnv } from '@/lib/runtime/env';
import { type FoundBusiness, findBusinesses } from '@/lib/staff/find-businesses';
import { getStaffDecision } from '@/lib/staff/get-decision';
import { DecisionAnswer } from './answer';
import { DecisionForm } from './form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('staffDecisions') };
}

const single = (value: string | string[] | undefined) => (typeof value === 'string' ? value.trim() : '');

export default async function DecisionsPage({ searchParams }: PageProps<'/staff/decisions'>) {
  const ctx = getStaffCtx(await requireStaff('/staff/decisions'));
  const query = await searchParams;
  const asked = readMoment(query, ctx.now, (await getReaderFormat()).timeZone);
  const [text, productId, dataType] = [single(query.business), single(query.product), single(query.type)];
  const isAsked = text !== '' && productId !== '' && dataType !== '' && asked.kind !== 'unreadable';
  const issuer = getEnv().OIDC_ISSUER ?? null;
  const found = isAsked ? (await findBusinesses(ctx, { text, after: null, issuer })).businesses : [];
  const [only] = found.length === 1 ? found : [];
  const view = only
    ? await getStaffDecision(ctx, { companyId: only.id, productId, dataType, at: asked.at })
    : null;
  const t = await getTranslations('staff.decisions');
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <PageHeading title={t('title')} lead={t('lead')} />
      <DecisionForm
        ctx={ctx}
        asked={asked}
        text={text}
        chosen={{ productId, dataType }}
        isUnnamed={text === '' && productId !== ''}
      />
      {isAsked && found.length === 0 ? <Notice tone="info" title={t('nobody')} /> : null}
      {found.length > 1 ? <Candidates found={found} query={{ product: productId, type: dataType }} /> : null}
      {view === null ? null : (
        <DecisionAnswer
          view={view}
          question={{ productId, dataType }}
          asked={asked}
          locale={await getLocale()}
        />
      )}
    </div>
  );
}

/** Businesses that are offered; typing more of the name narrows the search. */
const CANDIDATES = 10;

async function Candidates({ found, query }: { found: FoundBusiness[]; query: Record<string, string> }) {
  const t = await getTranslations('staff.decisions');
  return (
    <section className="grid gap-1">
      <h2 className="font-semibold text-18">{t('many')}</h2>
      <ul>
        {found.slice(0, CANDIDATES).map(({ id, name }) => (
          <li key={id}>
            <a
              href={`/staff/decisions?${new URLSearchParams({ ...query, business: id })}`}
              className="link inline-flex min-h-target items-center"
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
