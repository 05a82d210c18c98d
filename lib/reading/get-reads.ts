// Read model of reading progress for pages and streams: from the database, never from Codat.
import { type ConnectionRow, listConnections } from '@/db/queries/connections';
import { listConsents } from '@/db/queries/consents';
import { findProgressPoll } from '@/db/queries/progress-polls';
import { listReads } from '@/db/queries/read-progress';
import { listAgreedProducts } from '../consent/list-agreed-products';
import type { Ctx } from '../context';
import { mayBeRead } from '../domain/access/access-now';
import { stands } from '../domain/consent/consent';
import { reliesOn } from '../domain/next-step/next-step';
import type { DataCluster } from '../domain/product/product';
import { areSettled, clustersOf, type GroupProgress, groupsOf } from '../domain/reading/read-groups';
import { readOffers } from './read-offers';

/** The scope of a page: one product, or one connection. */
export type ReadScope = { kind: 'product'; id: string } | { kind: 'connection'; id: string };

export interface Reads {
  groups: GroupProgress[];
  /** Waiting changes nothing any more. */
  isSettled: boolean;
  /** Some data has never finished yet: a letter follows. */
  isFirst: boolean;
  /** False while Codat does not answer. */
  isAnswered: boolean;
  /** Milliseconds until Codat may be polled again. */
  nextPollInMs: number;
}

type Asking = Pick<Ctx, 'db' | 'codat' | 'companyId' | 'now'>;

/** @returns null when nothing of it is being read: not agreed to, not connected, or of another business */
export async function getReads(ctx: Asking, scope: ReadScope): Promise<Reads | null> {
  const found = scope.kind === 'product' ? await ofProduct(ctx, scope.id) : await ofConnection(ctx, scope.id);
  if (found === null || found.sources.length === 0) return null;
  const [reads, refresh, offers] = await Promise.all([
    listReads(ctx.db, ctx.companyId),
    findProgressPoll(ctx.db, ctx.companyId),
    readOffers(ctx),
  ]);
  const groups = groupsOf(found.clusters, found.sources, reads, offers);
  if (groups.length === 0) return null;
  const open = groups
    .flatMap(({ types }) => types)
    .filter(({ state }) => state === 'waiting' || state === 'reading');
  return {
    groups,
    isSettled: areSettled(groups),
    isFirst: open.some(({ isFirst }) => isFirst),
    isAnswered: refresh?.isAnswered ?? true,
    nextPollInMs: Math.max(refresh?.dueInMs ?? 0, 0),
  };
}

interface Found {
  clusters: DataCluster[];
  sources: ConnectionRow[];
}

async function ofProduct({ db, companyId, now }: Asking, productId: string): Promise<Found | null> {
  const product = (await listAgreedProducts(db, companyId, now)).find(({ id }) => id === productId);
  const consent = (await listConsents(db, companyId)).find((each) => each.productId === productId) ?? null;
  if (product === undefined || !stands(consent, now)) return null;
  return {
    clusters: product.data,
    sources: (await listConnections(db, companyId)).filter((c) => mayBeRead(c, now)),
  };
}

async function ofConnection({ db, companyId, now }: Asking, connectionId: string): Promise<Found | null> {
  const connections = await listConnections(db, companyId);
  const connection = connections.find(({ id }) => id === connectionId);
  if (connection === undefined || !mayBeRead(connection, now)) return null;
  const consents = await listConsents(db, companyId);
  const products = (await listAgreedProducts(db, companyId, now)).filter((product) =>
    reliesOn(product, consents.find((each) => each.productId === product.id) ?? null, connection, now),
  );
  return { clusters: clustersOf(products, connection.sourceType), sources: [connection] };
}
