// Snapshots of a business's ledger: taken in the transaction of the event that makes one due, rebuilt from all events.
import type { Db } from '@/db/client';
import { findSnapshotSeq, insertSnapshot, listSealedBasis } from '@/db/queries/snapshots';
import type { ConsentEventBody } from '../domain/consent/consent';
import { dueSnapshot, snapshotsOf } from '../domain/ledger/ledger-snapshot';
import type { SnapshotOf } from '../domain/ledger/snapshot-signature';

/** Call it behind the event and its standing, while the business is locked. */
export async function keepSnapshot(tx: Db, companyId: string, productId: string): Promise<void> {
  const events = (await listSealedBasis(tx, companyId, { productId })).map(({ body }) => body);
  const snapshot = dueSnapshot(events, await findSnapshotSeq(tx, companyId, productId));
  if (snapshot !== null) await insertSnapshot(tx, { companyId, productId }, snapshot);
}

/** As they follow from the events, in the order of products, then `seq`. @param events of one business, in order of `seq` */
export function snapshotRows(companyId: string, events: readonly ConsentEventBody[]): SnapshotOf[] {
  const productIds = [...new Set(events.map((body) => body.service.product_id))].sort();
  return productIds.flatMap((productId) =>
    snapshotsOf(events.filter((body) => body.service.product_id === productId)).map((snapshot) => ({
      companyId,
      productId,
      ...snapshot,
    })),
  );
}
