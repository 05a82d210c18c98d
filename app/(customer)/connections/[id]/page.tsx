// Page of one connection: its state, the products that rely on it, the possible actions, its history. It stays after the connection is deleted.
import type { Metadata } from 'next';
import { getLocale } from 'next-intl/server';
import { CONNECTION_TONES } from '@/components/connection-card';
import { ButtonLink } from '@/components/ui/button';
import { PageHeading } from '@/components/ui/page-heading';
import { PlatformLogo } from '@/components/ui/platform-logo';
import { Status } from '@/components/ui/status';
import { getCtx } from '@/lib/auth/context';
import { orNotFound } from '@/lib/auth/not-found';
import { requireCustomer } from '@/lib/auth/viewer';
import { type ConnectionView, getConnectionView } from '@/lib/connection/get-connection-view';
import { refreshForView } from '@/lib/connection/refresh-for-view';
import type { Ctx } from '@/lib/context';
import { shownState } from '@/lib/domain/access/access-now';
import { mayDelete, mayDisconnect, mayResume } from '@/lib/domain/connection/connection';
import { uploadPlace } from '@/lib/domain/upload/upload-place';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import { getReads } from '@/lib/reading/get-reads';
import { refreshProgressForPage } from '@/lib/reading/refresh-progress-for-page';
import { getSupport } from '../../../support';
import { Reading } from '../../reading/reading';
import { Streamed, WHOLE } from '../../streamed';
import { explanationOf } from '../state-words';
import { ConnectionFactList } from './facts';
import { ConnectionHistory } from './history';
import { ConnectionNews, hasNews } from './news';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('connection') };
}

export default async function ConnectionPage({ params, searchParams }: PageProps<'/connections/[id]'>) {
  const [{ id }, query] = [await params, await searchParams];
  const { history } = query;
  const path = `/connections/${id}`;
  const ctx = await getCtx(await requireCustomer(path), path);
  const view = await orNotFound(getConnectionView(ctx, id, { history }));
  const t = await getTranslations('connections.one');
  const { platformName, state } = view.connection;
  return (
    <div className="ask">
      <PageHeading back={{ href: '/connections', label: t('back') }} title={platformName} />
      {/* Codat has nothing of a deleted connection: the page shows what our own record holds. */}
      {state === 'deleted' ? (
        <Details ctx={ctx} view={view} />
      ) : (
        <Streamed path={path} whole={WHOLE in query} lines={8}>
          <Fresh ctx={ctx} id={id} history={history} />
        </Streamed>
      )}
    </div>
  );
}

async function Fresh({ ctx, id, history }: { ctx: Ctx; id: string; history: string | string[] | undefined }) {
  await refreshForView(ctx);
  await refreshProgressForPage(ctx);
  return <Details ctx={ctx} view={await getConnectionView(ctx, id, { history })} />;
}

async function Details({ ctx, view }: { ctx: Ctx; view: ConnectionView }) {
  const [t, s] = [await getTranslations('connections.one'), await getTranslations('connections')];
  const shown = shownState(view.connection, ctx.now);
  const { email, phone } = getSupport();
  return (
    <>
      <div className="grid gap-2">
        <div className="flex items-center gap-3">
          <PlatformLogo
            name={view.connection.platformName}
            logoUrl={view.logos.get(view.connection.platformKey) ?? null}
          />
          <Status tone={CONNECTION_TONES[shown]}>{s(`state.${shown}`)}</Status>
        </div>
        {/* The notices below say in full how it ended and what is asked. */}
        {hasNews(view) ? null : (
          <p className="text-ink-soft">{s(`explain.${explanationOf(view.connection, ctx.now)}`)}</p>
        )}
      </div>
      <ConnectionNews ctx={ctx} view={view} />
      <ConnectionFactList view={view} />
      {shown === 'Linked' ? <ReadSoFar ctx={ctx} view={view} /> : null}
      {shown === 'deleted' ? null : <Uses view={view} />}
      <Answers view={view} shown={shown} />
      <ConnectionHistory view={view} />
      {shown === 'deleted' ? null : (
        <p className="text-14 text-ink-soft">{t('stopNote', { email, phone })}</p>
      )}
    </>
  );
}

async function ReadSoFar({ ctx, view }: { ctx: Ctx; view: ConnectionView }) {
  const t = await getTranslations('connections.one');
  const scope = { kind: 'connection', id: view.connection.id } as const;
  const reads = await getReads(ctx, scope);
  if (reads === null) return null;
  return (
    <section className="grid gap-3">
      <h2 className="font-semibold text-18">{t('readSoFar')}</h2>
      <Reading scope={scope} reads={reads} path={`/connections/${scope.id}`} />
    </section>
  );
}

async function Uses({ view }: { view: ConnectionView }) {
  const [t, format, locale] = [
    await getTranslations('connections.one'),
    await getReaderFormat(),
    await getLocale(),
  ];
  const { sourceType, isUpload } = view.connection;
  const filesWords = (await getTranslations('upload'))('sentTitle');
  return (
    <section className="grid gap-3">
      <h2 className="font-semibold text-18">{t('uses')}</h2>
      {view.usedBy.length === 0 ? <p>{t('usesNone')}</p> : null}
      <ul className="grid gap-3">
        {view.usedBy.map((product) => {
          const read = product.data.filter((cluster) => cluster.sourceType === sourceType);
          return (
            <li key={product.id}>
              <a href={`/consents/${product.id}`} className="link font-medium">
                {product.name[locale]}
              </a>
              {isUpload ? (
                <p className="text-14">
                  <a href={uploadPlace(product.id, sourceType)} className="link">
                    {filesWords}
                  </a>
                </p>
              ) : (
                <p className="text-14 text-ink-soft">
                  {t('reads', { data: format.list(read.map((cluster) => cluster.label[locale])) })}
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

async function Answers({ view, shown }: { view: ConnectionView; shown: ReturnType<typeof shownState> }) {
  const t = await getTranslations('connections.one');
  const { connection, check } = view;
  const path = `/connections/${connection.id}`;
  const isLapsed = shown === 'lapsed';
  const isUnfinished = connection.state === 'PendingAuth' || connection.state === 'starting';
  const answers = [
    { isOpen: isLapsed, to: '/reconfirm', label: t('confirm') },
    {
      isOpen: mayResume(connection) && !isLapsed,
      to: 'reconnect',
      label: t(isUnfinished ? 'finish' : 'reconnect'),
    },
    { isOpen: mayDisconnect(connection), to: 'disconnect', label: t('disconnect') },
    { isOpen: mayDelete(connection), to: 'delete', label: t('delete') },
  ].filter(({ isOpen }) => isOpen);
  if (answers.length === 0) return null;
  // One primary action at a time: a question that waits comes first.
  const primary = check !== null || view.reconnectFor === null ? '' : isLapsed ? '/reconfirm' : 'reconnect';
  return (
    <section className="grid gap-3">
      <h2 className="font-semibold text-18">{t('actions')}</h2>
      <div className="flex flex-wrap gap-3">
        {answers.map(({ to, label }) => (
          <ButtonLink
            key={to}
            href={to.startsWith('/') ? to : `${path}/${to}`}
            variant={to === primary ? 'primary' : to === 'delete' ? 'danger' : 'secondary'}
          >
            {label}
          </ButtonLink>
        ))}
      </div>
    </section>
  );
}
