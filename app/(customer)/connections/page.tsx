// Page of all connections of a business, with Codat's present state of each and the products that rely on it.
import type { Metadata } from 'next';
import { getLocale } from 'next-intl/server';
import { ConnectionCard } from '@/components/connection-card';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { getCtx } from '@/lib/auth/context';
import { requireCustomer } from '@/lib/auth/viewer';
import {
  listOwnConnections,
  type OwnConnection,
  type PastConnection,
} from '@/lib/connection/list-own-connections';
import type { Ctx } from '@/lib/context';
import { shownState } from '@/lib/domain/access/access-now';
import { mayDisconnect } from '@/lib/domain/connection/connection';
import { reconnectPlace } from '@/lib/domain/next-step/next-step';
import type { Page } from '@/lib/domain/text/paging';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import { getSupport } from '../../support';
import { Turn } from '../../turn';
import { Streamed, WHOLE } from '../streamed';
import { explanationOf } from './state-words';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('connections') };
}

export default async function ConnectionsPage({ searchParams }: PageProps<'/connections'>) {
  const ctx = await getCtx(await requireCustomer('/connections'), '/connections');
  const t = await getTranslations('connections');
  const query = await searchParams;
  return (
    <div className="board">
      <PageHeading title={t('title')} lead={t('lead')} />
      <Streamed path="/connections" whole={WHOLE in query} lines={6}>
        <List ctx={ctx} cursor={query.past} />
      </Streamed>
    </div>
  );
}

async function List({ ctx, cursor }: { ctx: Ctx; cursor: string | string[] | undefined }) {
  const { connections, past, checked, logos } = await listOwnConnections(ctx, cursor);
  const t = await getTranslations('connections');
  const { email, phone } = getSupport();
  return (
    <>
      {checked ? null : (
        <Notice tone="caution" title={t('uncheckedTitle')}>
          {t('uncheckedText')}
        </Notice>
      )}
      {connections.length === 0 ? (
        <EmptyState
          title={t('emptyTitle')}
          text={t('emptyText')}
          action={{ href: '/home', label: t('emptyAction') }}
        />
      ) : (
        <>
          <ul className="grid gap-4">
            {connections.map((one) => (
              <li key={one.connection.id}>
                <Own own={one} logoUrl={logos.get(one.connection.platformKey) ?? null} now={ctx.now} />
              </li>
            ))}
          </ul>
          <div>
            <ButtonLink href="/home" variant="secondary">
              {t('add')}
            </ButtonLink>
          </div>
        </>
      )}
      {past.items.length === 0 ? null : <Past past={past} />}
      <p className="text-14 text-ink-soft">
        {t.rich('stopNote', {
          email,
          phone,
          link: (words) => (
            <a href="/consents" className="link">
              {words}
            </a>
          ),
        })}
      </p>
    </>
  );
}

async function Own({ own, logoUrl, now }: { own: OwnConnection; logoUrl: string | null; now: Date }) {
  const [t, s, format, locale] = [
    await getTranslations('connections'),
    await getTranslations('sources'),
    await getReaderFormat(),
    await getLocale(),
  ];
  const { connection: c, usedBy, mayResume } = own;
  const shown = shownState(c, now);
  const href = `/connections/${c.id}`;
  const when = (date: Date | null) =>
    date === null ? t('never') : `${format.ago(date)}, ${format.moment(date)}`;
  const users = format.list(usedBy.map((product) => product.name[locale]));
  return (
    <ConnectionCard
      href={href}
      name={c.platformName}
      logoUrl={logoUrl}
      organisation={c.organisation}
      state={shown}
      stateText={t(`state.${shown}`)}
      explain={t(`explain.${explanationOf(c, now)}`)}
      facts={[
        { term: t('kind'), value: s(`name.${c.sourceType}`) },
        { term: t('firstShared'), value: when(c.firstLinkedAt) },
        ...(c.isUpload ? [] : [{ term: t('lastSync'), value: when(c.lastSyncAt) }]),
        { term: t('usedBy'), value: users === '' ? t('usedByNone') : users },
      ]}
      details={t('details')}
      action={actionOf()}
      disconnect={mayDisconnect(c) ? { href: `${href}/disconnect`, label: t('one.disconnect') } : null}
    />
  );

  function actionOf() {
    if (shown === 'check') return { href: `${href}/check`, label: t('checkAction') };
    if (shown === 'lapsed' && usedBy.length > 0) return { href: '/reconfirm', label: t('one.confirm') };
    if (shown === 'Linked' || usedBy.length === 0 || !mayResume) return null;
    const isUnfinished = shown === 'PendingAuth' || shown === 'starting';
    return {
      href: reconnectPlace(c.id),
      label: t(isUnfinished ? 'finish' : 'reconnect', { platform: c.platformName }),
    };
  }
}

async function Past({ past }: { past: Page<PastConnection> }) {
  const [t, format] = [await getTranslations('connections'), await getReaderFormat()];
  return (
    <section id="past" className="grid gap-2">
      <h2 className="font-semibold text-18">{t('past')}</h2>
      <p className="text-14 text-ink-soft">{t('pastText')}</p>
      <ul className="grid gap-1">
        {past.items.map(({ connection: c, endedAt }) => (
          <li key={c.id} className="flex flex-wrap items-baseline gap-x-3">
            <a href={`/connections/${c.id}`} className="link inline-flex min-h-target items-center">
              {c.organisation === null ? c.platformName : `${c.platformName} · ${c.organisation}`}
            </a>
            {c.firstLinkedAt && endedAt ? (
              <span className="tabular text-14 text-ink-soft">
                {t('since', { from: format.day(c.firstLinkedAt), to: format.day(endedAt) })}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      <Turn page={past} of={t('past')} path="/connections" name="past" />
    </section>
  );
}
