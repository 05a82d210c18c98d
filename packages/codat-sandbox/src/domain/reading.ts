// Life of a read: begun, ended early, announced once. The only writer of a connection's syncs.
import { randomUUID } from 'node:crypto';
import { integrationOf } from '../catalogue/catalogue';
import type { DataType } from '../catalogue/data-types';
import type { Company, Connection, ReadFailure, Sync } from '../state/entities';
import type { World } from '../state/world';
import { findProduct } from './products';
import { runningSync } from './pull-operations';
import { isOver, readsOf, syncEnd } from './sync';
import { usualTypes } from './sync-settings';

/** Reads kept per connection. */
const KEPT = 50;

export interface NewSync {
  cause: Sync['cause'];
  productId?: string;
  types?: readonly DataType[];
  failures?: Partial<Record<DataType, ReadFailure>>;
  /** When it began, where that is not now. */
  startedAt?: number;
  /** Milliseconds; what the whole platform takes when absent, shared out to the types that are read. */
  lengthMs?: number;
}

/** Types the platform does not offer are left out; with none left nothing begins. */
export function beginSync(
  world: World,
  company: Company,
  connection: Connection,
  plan: NewSync,
): Sync | undefined {
  const { readable } = integrationOf(connection);
  const wanted = plan.types ?? usualTypes(world, company.id);
  const types = readable.filter((type) => wanted.includes(type));
  if (types.length === 0) return undefined;
  const sync: Sync = {
    id: randomUUID(),
    cause: plan.cause,
    ...(plan.productId === undefined ? {} : { productId: plan.productId }),
    types,
    startedAt: plan.startedAt ?? world.clock.now(),
    lengthMs: plan.lengthMs ?? world.syncMs * (types.length / readable.length),
    ...(plan.failures === undefined ? {} : { failures: plan.failures }),
  };
  connection.syncs.push(sync);
  if (connection.syncs.length > KEPT) connection.syncs.splice(0, connection.syncs.length - KEPT);
  planEnd(world, company, connection, sync);
  return sync;
}

function planEnd(world: World, company: Company, connection: Connection, sync: Sync): void {
  world.scheduler.schedule(syncEnd(sync), {
    kind: 'sync-ends',
    companyId: company.id,
    connectionId: connection.id,
    id: sync.id,
  });
}

/** Access ended: what was not read yet will not be. */
export function cutSyncs(connection: Connection, now: number, endedBy: 'Cancelled' | 'AuthError'): void {
  for (const sync of connection.syncs) {
    if (isOver(sync, now)) continue;
    sync.endedAt = now;
    sync.endedBy = endedBy;
  }
}

/** Finishes every read in progress at once. */
export function finishSyncs(world: World, company: Company, connection: Connection): void {
  const now = world.clock.now();
  for (const sync of connection.syncs.filter((each) => !isOver(each, now))) {
    sync.lengthMs = now - sync.startedAt;
    planEnd(world, company, connection, sync);
  }
  world.scheduler.runDue();
}

/** The read of one type ends badly: the one under way, or else a new one made for the purpose. */
export function failType(
  world: World,
  company: Company,
  connection: Connection,
  dataType: DataType,
  failure: ReadFailure,
): void {
  const now = world.clock.now();
  // One that was read already in the same run stays read.
  const running = runningSync(connection, dataType, now);
  if (running) running.failures = { ...running.failures, [dataType]: failure };
  else {
    const failures = { [dataType]: failure };
    beginSync(world, company, connection, { cause: 'refresh', types: [dataType], failures, lengthMs: 0 });
    world.scheduler.runDue();
  }
}

/** Announces the end of a read once, as an event of the company and, where it was for a product, of the product. */
export function announceSync(
  world: World,
  company: Company,
  connection: Connection,
  sync: Sync,
  at: number,
): void {
  // A shortened read leaves its first task behind; a cancelled one never completes.
  if (sync.announced || sync.endedAt !== undefined || syncEnd(sync) > at) return;
  sync.announced = true;
  const reads = readsOf(connection, sync, at);
  const all = { company, connection, sync };
  const isFirst = sync.cause === 'authorised';
  if (sync.productId === undefined) {
    if (isFirst) world.emit({ kind: 'read', type: 'read.completed.initial', reads, ...all }, at);
    world.emit({ kind: 'read', type: 'read.completed', reads, ...all }, at);
  }
  for (const productId of sync.productId === undefined ? company.products : [sync.productId]) {
    const product = findProduct(productId);
    const own = reads.filter(({ dataType }) => product?.types.includes(dataType));
    if (own.length === 0) continue;
    const isGood = own.every(({ read }) => read.status === 'Complete');
    const stem = `${productId}.read.completed`;
    const names = [stem, `${stem}.${isGood ? 'successful' : 'unsuccessful'}`];
    if (isFirst || isFirstOf(connection, productId, sync)) names.push(`${stem}.initial`);
    for (const type of names) world.emit({ kind: 'read', type, reads: own, ...all }, at);
  }
}

function isFirstOf(connection: Connection, productId: string, sync: Sync): boolean {
  return (
    sync.cause === 'product' && connection.syncs.find((each) => each.productId === productId)?.id === sync.id
  );
}
