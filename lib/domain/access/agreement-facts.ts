// Derivation: the connections behind one agreement, now or when it ended, and what happens to the data.

import type { AgreementPeriod } from '../consent/agreement-periods';
import { type ConsentEventBody, isAside } from '../consent/consent';
import { keptUntil } from '../consent/retention';
import type { Product } from '../product/product';
import { connectionNow, isUsedBy } from './access-now';
import { sourcesUnder } from './agreed-product';
import { type ConnectionPast, type ConnectionRecord, connectionsAt } from './decide-past';

export interface AgreementSources<C> {
  /** The agreement is read through these, or was at the moment it ended. */
  serving: C[];
  /** They gave access before and give none now; data that was read through them may still be used. */
  withoutAccess: C[];
}

/** The event that ends an agreement may end its connection at the same moment. */
const justBefore = (moment: Date) => new Date(moment.getTime() - 1);

/** The past moments for which the connections of these agreements are needed. */
export const pastMoments = (periods: readonly Pick<AgreementPeriod, 'endedAt'>[]): Date[] =>
  periods.flatMap(({ endedAt }) => (endedAt === null ? [] : justBefore(endedAt)));

export function sourcesOf<C extends ConnectionRecord>(
  { terms, endedAt }: Pick<AgreementPeriod, 'terms' | 'endedAt'>,
  product: Pick<Product, 'sources'>,
  connections: readonly C[],
  /** Connections at the moment it ended. */
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

/** The wording for the sources of an agreement: files are never called read. */
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

/** `kept`: the retention period counts from the end. The others are about an agreement that has ended. */
export type DataKept =
  | { kind: 'after-end'; days: number }
  | { kind: 'until'; at: Date }
  | { kind: 'deleting' }
  | { kind: 'deleted'; at: Date };

/** The first deletion of data after the latest event of an agreement. @param events of one business, in order of `seq` */
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
  // The next consent begins another agreement.
  const next = after.findIndex(({ event_type: type }) => type === 'given' || type === 'renewed');
  const own = next === -1 ? after : after.slice(0, next);
  const gone = own.find(({ event_type: type }) => type === 'data_deleted');
  if (gone !== undefined) return { kind: 'deleted', at: new Date(gone.event_time) };
  const withdrawn = own.find(({ event_type: type }) => type === 'withdrawn');
  if (withdrawn?.change.deletion === 'delete') return { kind: 'deleting' };
  return { kind: 'until', at: keptUntil({ endedAt, retentionDays: terms.retention_days }) };
}
