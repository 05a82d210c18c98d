// Derivation: what one agreement is read through, or was when it ended, and what becomes of what was read.

import type { AgreementPeriod } from '../consent/agreement-periods';
import { type ConsentEventBody, isAside } from '../consent/consent';
import { keptUntil } from '../consent/retention';
import type { Product } from '../product/product';
import { connectionNow, isUsedBy } from './access-now';
import { sourcesUnder } from './agreed-product';
import { type ConnectionPast, type ConnectionRecord, connectionsAt } from './decide-past';

export interface AgreementSources<C> {
  /** Through these it is read, or was in the moment in which it ended. */
  serving: C[];
  /** They gave access before and give none now; what was read through them may still be used. */
  withoutAccess: C[];
}

/** What ends an agreement may end its connection in the same moment. */
const justBefore = (moment: Date) => new Date(moment.getTime() - 1);

/** The moments in the past at which the sources of these agreements are looked at. */
export const pastMoments = (periods: readonly Pick<AgreementPeriod, 'endedAt'>[]): Date[] =>
  periods.flatMap(({ endedAt }) => (endedAt === null ? [] : justBefore(endedAt)));

export function sourcesOf<C extends ConnectionRecord>(
  { terms, endedAt }: Pick<AgreementPeriod, 'terms' | 'endedAt'>,
  product: Pick<Product, 'sources'>,
  connections: readonly C[],
  /** Of the moment in which it ended. */
  past: ConnectionPast,
  now: Date,
): AgreementSources<C> {
  const agreed = sourcesUnder(terms, product);
  const at = endedAt === null ? now : justBefore(endedAt);
  const then = endedAt === null ? connections : connectionsAt(connections, past, at);
  const own = then
    .filter((connection) => isUsedBy(agreed, connection))
    .map((connection) => ({ connection, access: connectionNow(connection, at).access }));
  const those = (...wanted: string[]) =>
    own.filter(({ access }) => wanted.includes(access)).map(({ connection }) => connection);
  return { serving: those('reads', 'files'), withoutAccess: those('data-read') };
}

/** How the sources of an agreement are told: nothing is said to be read through files. */
export type Through<C> =
  | { kind: 'platforms' | 'platforms-and-files' | 'without-access'; connections: C[] }
  | { kind: 'files' | 'none' | 'none-then' };

export function throughOf<C extends Pick<ConnectionRecord, 'isUpload'>>(
  { serving, withoutAccess }: AgreementSources<C>,
  endedAt: Date | null,
): Through<C> {
  const read = serving.filter(({ isUpload }) => isUpload !== true);
  if (read.length > 0) {
    const kind = read.length < serving.length ? 'platforms-and-files' : 'platforms';
    return { kind, connections: read };
  }
  if (serving.length > 0) return { kind: 'files' };
  if (endedAt !== null) return { kind: 'none-then' };
  return withoutAccess.length > 0 ? { kind: 'without-access', connections: withoutAccess } : { kind: 'none' };
}

/** `kept`: how long it is kept is counted from the end. The others are about an agreement that has ended. */
export type DataKept =
  | { kind: 'after-end'; days: number }
  | { kind: 'until'; at: Date }
  | { kind: 'deleting' }
  | { kind: 'deleted'; at: Date };

/** The first deletion of data after the last word about an agreement. @param events of one business, in order of `seq` */
export function goneAfter(events: readonly ConsentEventBody[], productId: string): ConsentEventBody | null {
  const own = events.filter((body) => body.service.product_id === productId);
  const last = own.findLastIndex(({ event_type }) => !isAside(event_type));
  return own.slice(last + 1).find(({ event_type }) => event_type === 'data_deleted') ?? null;
}

/** @param events of the product, in order of `seq` */
export function dataKeptOf(
  { terms, endedAt }: Pick<AgreementPeriod, 'terms' | 'endedAt'>,
  events: readonly ConsentEventBody[],
): DataKept {
  if (endedAt === null) return { kind: 'after-end', days: terms.retention_days };
  const after = events.filter(
    (body) => body.service.product_id === terms.service.product_id && body.seq > terms.seq,
  );
  // The next yes begins another agreement.
  const next = after.findIndex(({ event_type: type }) => type === 'given' || type === 'renewed');
  const own = next === -1 ? after : after.slice(0, next);
  const gone = own.find(({ event_type: type }) => type === 'data_deleted');
  if (gone !== undefined) return { kind: 'deleted', at: new Date(gone.event_time) };
  const withdrawn = own.find(({ event_type: type }) => type === 'withdrawn');
  if (withdrawn?.change.deletion === 'delete') return { kind: 'deleting' };
  return { kind: 'until', at: keptUntil({ endedAt, retentionDays: terms.retention_days }) };
}
