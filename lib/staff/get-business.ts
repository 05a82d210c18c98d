// Read model of one business for staff: agreements, connections, and the record with its integrity proof.
import type { BusinessRow } from '@/db/queries/business-search';
import { type ConnectionRow, listConnections } from '@/db/queries/connections';
import { type ConsentRow, listConsents, listEventsBeside } from '@/db/queries/consents';
import { listProducts } from '@/db/queries/products';
import { listReceipted } from '@/db/queries/receipts';
import { listBasis } from '@/db/queries/snapshots';
import { listStaffViews } from '@/db/queries/staff-views';
import { shownOf } from '../consent/list-own-consents';
import { type ShownAgreement, shownState } from '../domain/access/access-now';
import { type DataKept, dataKeptOf } from '../domain/access/agreement-facts';
import { yesAt } from '../domain/access/explain';
import { agreementPeriods } from '../domain/consent/agreement-periods';
import { type ConsentEventBody, standingAt } from '../domain/consent/consent';
import type { LedgerFault } from '../domain/ledger/ledger-audit';
import type { Product } from '../domain/product/product';
import { HISTORY_PAGE, type Page, readCursor, turnPage } from '../domain/text/paging';
import { auditLatest } from '../ledger/audit-business';
import { type CheckpointState, readCheckpointState } from '../ledger/checkpoint-state';
import { vouchedFor } from '../ledger/own-checkpoints';
import { publishedKeys } from '../receipt/check-receipt-text';
import { ourSignatures } from '../receipt/our-signatures';
import { machineClock } from '../runtime/clock';
import type { StaffCtx } from './context';
import { findOurBusiness } from './find-our-business';

export interface StaffBusiness {
  business: BusinessRow;
  agreements: {
    product: Product;
    consent: ConsentRow;
    shown: ShownAgreement | 'replaced';
    /** When it ended; null if it is in force, paused, or was never agreed. */
    endedAt: Date | null;
    /** The latest consent; null if there was none. */
    agreedAt: Date | null;
    /** What happens to data that was read; null if there was never a consent. */
    data: DataKept | null;
  }[];
  connections: (ConnectionRow & { shown: ReturnType<typeof shownState> })[];
  /** A page of the events, newest first. */
  record: Page<{ seq: number; hash: string; body: ConsentEventBody; hasReceipt: boolean }>;
  /** The latest staff views, newest first. */
  views: Awaited<ReturnType<typeof listStaffViews>>;
  /** Number of all events. */
  events: number;
  /** Number of latest events that the audit checked. */
  checked: number;
  /** Faults that the audit found; empty if all checked events are sound. */
  faults: LedgerFault[];
  /** Null if no checkpoints are kept. */
  checkpoints: CheckpointState | null;
}

/** Number of latest events checked per page view; a longer record is checked in full on demand. */
const CHECKED = 30;
const VIEWS_SHOWN = 10;

interface Asked {
  /** From an address: a claim. */
  record?: string | string[] | undefined;
  check?: string | string[] | undefined;
}

/** @param companyId Accord's id @throws NotFound */
export async function getStaffBusiness(
  ctx: StaffCtx,
  companyId: string,
  { record: cursor, check }: Asked = {},
): Promise<StaffBusiness> {
  const { db, now } = ctx;
  const business = await findOurBusiness(db, companyId);
  await ctx.auditView(business.id, 'business');
  const checkpoints = await readCheckpointState(db, publishedKeys(), machineClock.now());
  const vouched = vouchedFor(checkpoints?.log ?? null, business.id);
  const most = check === 'all' ? Number.POSITIVE_INFINITY : CHECKED;
  const [products, consents, connections, rows, page, audit, views] = await Promise.all([
    listProducts(db),
    listConsents(db, business.id),
    listConnections(db, business.id),
    listBasis(db, business.id),
    turnPage(readCursor(cursor), HISTORY_PAGE, (side) =>
      listEventsBeside(db, { companyId: business.id }, side),
    ),
    auditLatest(db, business.id, ourSignatures(), most, vouched),
    listStaffViews(db, business.id, VIEWS_SHOWN),
  ]);
  const receipted = await listReceipted(
    db,
    page.items.map(({ body }) => body.record_id),
  );
  const bodies = rows.map(({ body }) => body);
  const periods = agreementPeriods(bodies, now);
  return {
    business,
    agreements: consents.flatMap((consent) => {
      const product = products.find(({ id }) => id === consent.productId);
      if (product === undefined) return [];
      const yes = yesAt(bodies, product.id, now);
      const agreedAt = yes === null ? null : new Date(yes.event_time);
      const period = periods.findLast(({ productId }) => productId === product.id);
      const shown =
        period === undefined ? standingAt(consent, now) : shownOf(period, product, connections, now);
      const data = period === undefined ? null : dataKeptOf(period, bodies);
      return [{ product, consent, shown, endedAt: period?.endedAt ?? null, agreedAt, data }];
    }),
    connections: connections.map((connection) => ({ ...connection, shown: shownState(connection, now) })),
    record: {
      ...page,
      items: page.items.map((event) => ({ ...event, hasReceipt: receipted.has(event.body.record_id) })),
    },
    ...audit,
    views,
    checkpoints,
  };
}
