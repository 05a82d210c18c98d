// Snapshots of a business's ledger, rebuilt from all its events.
import type { ConsentEventBody } from '../domain/consent/consent';
import { snapshotsOf } from '../domain/ledger/ledger-snapshot';
import type { SnapshotOf } from '../domain/ledger/snapshot-signature';

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
