// Everything that is connected, as Codat says it is now, and what relies on it.
import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { ConnectionCard } from '@/components/connection-card';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { getCtx } from '@/lib/auth/context';
import { requireCustomer } from '@/lib/auth/viewer';
import { listOwnConnections } from '@/lib/connection/list-own-connections';
import { getController } from '@/lib/consent/controller';
import type { Ctx } from '@/lib/context';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { startConnectionAction } from '../products/[product]/connect/actions';
import { Streamed, WHOLE } from '../streamed';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('connections') };
}

export default async function ConnectionsPage({ searchParams }: PageProps<'/connections'>) {
  const ctx = await getCtx(await requireCustomer('/connections'), '/connections');
  const t = await getTranslations('connections');
  return (
    <div className="board">
      <PageHeading title={t('title')} lead={t('lead')} />
      <Streamed path="/connections" whole={WHOLE in (await searchParams)} lines={6}>
        <List ctx={ctx} />
      </Streamed>
    </div>
  );
}

async function List({ ctx }: { ctx: Ctx }) {
  const { connections, checked } = await listOwnConnections(ctx);
  const [t, s, format, locale] = [
    await getTranslations('connections'),
    await getTranslations('sources'),
    await getReaderFormat(),
    await getLocale(),
  ];
  const failed = (await getTranslations('errors'))('title');
  const { email, phone } = getController();
  const when = (date: Date | null) =>
    date === null ? t('never') : `${format.ago(date)}, ${format.moment(date)}`;
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
            {connections.map(({ connection: c, usedBy, mayResume }) => (
              <li key={c.id}>
                <ConnectionCard
                  name={c.platformName}
                  organisation={c.organisation}
                  state={c.state === 'deleted' ? 'Unlinked' : c.state}
                  stateText={t(`state.${c.state === 'deleted' ? 'Unlinked' : c.state}`)}
                  explain={t(`explain.${c.state === 'deleted' ? 'Unlinked' : c.state}`)}
                  facts={[
                    { term: t('kind'), value: s(`name.${c.sourceType}`) },
                    { term: t('firstShared'), value: when(c.firstLinkedAt) },
                    { term: t('lastSync'), value: when(c.lastSyncAt) },
                    {
                      term: t('usedBy'),
                      value:
                        usedBy.length === 0
                          ? t('usedByNone')
                          : format.list(usedBy.map((p) => p.name[locale])),
                    },
                  ]}
                  resume={
                    c.state === 'Linked' || usedBy[0] === undefined || !mayResume
                      ? null
                      : {
                          action: startConnectionAction,
                          hidden: { page: '/connections', product: usedBy[0].id, platform: c.platformKey },
                          words: {
                            submit: t(
                              c.state === 'PendingAuth' || c.state === 'starting' ? 'finish' : 'reconnect',
                              { platform: c.platformName },
                            ),
                            submitting: t('state.starting'),
                            failed,
                          },
                        }
                  }
                />
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
