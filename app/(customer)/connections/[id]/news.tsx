// Notices at the top of a connection's page: a question that waits for an answer, or how the connection ended and what Codat has confirmed.
import { getLocale } from 'next-intl/server';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { EndProgress } from '@/lib/connection/ending-of';
import type { ConnectionView } from '@/lib/connection/get-connection-view';
import { listDataDeleted } from '@/lib/connection/list-data-deleted';
import type { Ctx } from '@/lib/context';
import { needsCheck } from '@/lib/domain/connection/connection';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import { byWhomWords } from './by-whom';

export function hasNews({ connection, check, ending }: ConnectionView): boolean {
  return ending !== null || (check !== null && needsCheck(connection));
}

export async function ConnectionNews({ ctx, view }: { ctx: Ctx; view: ConnectionView }) {
  const t = await getTranslations('connections.one');
  const { connection, check, question, ending } = view;
  if (check !== null && needsCheck(connection)) {
    const organisation = question?.organisation ?? null;
    return (
      <Notice
        tone="caution"
        title={organisation === null ? t('checkTitleUnnamed') : t('checkTitle', { organisation })}
      >
        <div className="grid gap-3">
          <p>{t('checkText', { platform: connection.platformName })}</p>
          <div>
            <ButtonLink href={`/connections/${connection.id}/check`}>{t('checkAction')}</ButtonLink>
          </div>
        </div>
      </Notice>
    );
  }
  if (ending?.kind === 'deleted') return <Tombstone ctx={ctx} view={view} ending={ending} />;
  return ending === null ? null : <Ended view={view} ending={ending} />;
}

async function Ended({ view, ending }: { view: ConnectionView; ending: EndProgress }) {
  const [t, format] = [await getTranslations('connections.one'), await getReaderFormat()];
  const { doubt, platformName } = view.connection;
  const refused = view.latest.find(({ kind }) => kind === 'organisation-refused');
  return (
    <Notice tone="positive" title={t('endedTitle', { moment: format.moment(ending.at) })}>
      {doubt === 'refused' && refused ? (
        <p>{t('refusedText', { organisation: refused.organisation ?? platformName })}</p>
      ) : (
        <p>{t('endedText', { platform: platformName })}</p>
      )}
      <OnRequest view={view} />
      <Confirmation ending={ending} />
    </Notice>
  );
}

async function Tombstone({ ctx, view, ending }: { ctx: Ctx; view: ConnectionView; ending: EndProgress }) {
  const [t, format, locale] = [
    await getTranslations('connections.one'),
    await getReaderFormat(),
    await getLocale(),
  ];
  const moment = format.moment(ending.at);
  const told = await listDataDeleted(ctx, view.connection.id);
  const { products } = view.facts;
  const names = products.filter(({ id }) => told.some(({ service }) => service.product_id === id));
  const [first] = told;
  const isPending = ending.codat.state !== 'confirmed';
  const data =
    view.connection.firstLinkedAt === null
      ? t('deletedNothing')
      : isPending
        ? t('deletedPending')
        : first === undefined
          ? t('deletedAll')
          : t('deletedData', {
              moment: format.moment(new Date(first.event_time)),
              products: format.list(names.map(({ name }) => name[locale])),
            });
  return (
    <Notice
      tone="positive"
      title={
        ending.by === null ? t('deletedTitle', { moment }) : t('deletedByTitle', { moment, name: ending.by })
      }
    >
      <p>{data}</p>
      <OnRequest view={view} />
      <Confirmation ending={ending} />
      <p>{t('deletedAgain', { platform: view.connection.platformName })}</p>
    </Notice>
  );
}

/** For a connection that staff ended: who asked for it, and how. */
async function OnRequest({ view }: { view: ConnectionView }) {
  const last = view.latest.find(({ kind }) => kind === 'unlinked' || kind === 'deleted');
  if (last === undefined || last.onRequest === null) return null;
  const [t, byWhom] = [await getTranslations('connections.one'), await byWhomWords()];
  return <p>{`${t('onRequest')}: ${byWhom(last)}`}</p>;
}

async function Confirmation({ ending }: { ending: EndProgress }) {
  const [t, format] = [await getTranslations('connections.one'), await getReaderFormat()];
  const { state, at } = ending.codat;
  switch (state) {
    case 'pending':
      return <p>{t('pending')}</p>;
    case 'given-up':
      return <p>{t('givenUp')}</p>;
    case 'confirmed':
      return at === null ? null : <p>{t('confirmed', { moment: format.moment(at) })}</p>;
    default:
      return state satisfies never;
  }
}
