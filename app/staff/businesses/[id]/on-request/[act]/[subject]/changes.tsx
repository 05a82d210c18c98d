// Consequences of a request, as the customer's own pages tell them, and the choices for data that was read already.

import { getLocale } from 'next-intl/server';
import { getProductLines } from '@/app/(customer)/connections/[id]/product-lines';
import { platformName, WhatChanges } from '@/app/(customer)/consents/[id]/withdraw/what-changes';
import { Consequences } from '@/components/consequences';
import type { ConnectionView } from '@/lib/connection/get-connection-view';
import { mayDelete, mayDisconnect } from '@/lib/domain/connection/connection';
import { impact } from '@/lib/domain/next-step/impact';
import { DAY_MS } from '@/lib/domain/text/duration';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import type { Requested } from '@/lib/staff/get-requested';

export async function RequestedChanges({ requested }: { requested: Requested }) {
  const [t, p, format, locale] = [
    await getTranslations('connections.disconnectAsk'),
    await getTranslations('consents.pauseAsk'),
    await getReaderFormat(),
    await getLocale(),
  ];
  if (requested.act === 'end') return <EndChanges view={requested.view} />;
  const { view } = requested;
  if (requested.act === 'withdraw') {
    const action = { kind: 'withdraw', productId: view.product.id, deletion: 'keep' } as const;
    return <WhatChanges view={view} told={impact(view.facts, action)} />;
  }
  const { expiresAt } = view.consent;
  const lines = [
    p('stops', { product: view.product.name[locale] }),
    p('keeps'),
    p('connected'),
    expiresAt ? p('time', { date: format.day(expiresAt) }) : p('timeNone'),
  ];
  return <Consequences sections={[{ title: t('stops'), lines }]} />;
}

/** Lists the consequences of both disconnecting and deleting, since the choice is made below. */
async function EndChanges({ view }: { view: ConnectionView }) {
  const [t, d, r] = [
    await getTranslations('connections.disconnectAsk'),
    await getTranslations('connections.deleteAsk'),
    await getTranslations('staff.onRequest'),
  ];
  const { id: connectionId, platformName: platform } = view.connection;
  const sectionsOf = async (kind: 'disconnect' | 'delete', data: string[]) => {
    const { stops, goesOn } = await getProductLines(view, impact(view.facts, { kind, connectionId }));
    return [
      { title: t('stops'), lines: stops.length === 0 ? [t('noneStops')] : stops },
      { title: t('goesOn'), lines: [...goesOn, t('agreements')] },
      { title: t('data'), lines: data },
    ];
  };
  const kept = await sectionsOf('disconnect', [t('again', { platform }), t('earlier')]);
  const erased = await sectionsOf('delete', [
    d('erased', { platform }),
    d('final', { platform }),
    d('earlier'),
    d('record'),
  ]);
  return (
    <>
      {mayDisconnect(view.connection) ? (
        <section className="grid gap-3">
          <h2 className="font-semibold text-22">{r('ifKept')}</h2>
          <Consequences sections={kept} />
        </section>
      ) : null}
      {mayDelete(view.connection) ? (
        <section className="grid gap-3">
          <h2 className="font-semibold text-22">{r('ifDeleted')}</h2>
          <Consequences sections={erased} />
        </section>
      ) : null}
    </>
  );
}

type Choice = { value: string; label: string; hint: string };

/** Returns null where the customer would have no choice either. */
export async function deletionChoices(requested: Requested, now: Date): Promise<Choice[] | null> {
  const [w, t, format] = [
    await getTranslations('consents.withdraw'),
    await getTranslations('staff.onRequest'),
    await getReaderFormat(),
  ];
  if (requested.act === 'pause') return null;
  if (requested.act === 'end') {
    const { connection } = requested.view;
    const platform = connection.platformName;
    const keep = { value: 'keep', label: t('keep'), hint: t('keepHint', { platform }) };
    const erase = { value: 'delete', label: w('delete'), hint: w('deleteHint', { platform }) };
    return [...(mayDisconnect(connection) ? [keep] : []), ...(mayDelete(connection) ? [erase] : [])];
  }
  const { view } = requested;
  const action = { kind: 'withdraw', productId: view.product.id, deletion: 'delete' } as const;
  const erased = impact(view.facts, action)
    .connections.filter(({ effect }) => effect === 'deleted')
    .map(({ connectionId }) => platformName(view, connectionId));
  if (erased.length === 0) return null;
  const days = view.product.retentionDays;
  const until = format.day(new Date(now.getTime() + days * DAY_MS));
  return [
    { value: 'keep', label: w('keep', { days }), hint: w('keepHint', { date: until }) },
    { value: 'delete', label: w('delete'), hint: w('deleteHint', { platform: format.list(erased) }) },
  ];
}
