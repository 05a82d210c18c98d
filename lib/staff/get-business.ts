// Read model of one business for staff: what stands, what is connected, and the record with the proof that it is whole.
import type { BusinessRow } from '@/db/queries/business-search';
import { type ConnectionRow, listConnections } from '@/db/queries/connections';
import { type ConsentRow, listConsents, listEvents } from '@/db/queries/consents';
import { listProducts } from '@/db/queries/products';
import { listCompanyReceipts } from '@/db/queries/receipts';
import { shownOf } from '../consent/list-own-consents';
import { type ShownAgreement, shownState } from '../domain/access-now';
import { type DataKept, dataKeptOf } from '../domain/agreement-facts';
import { agreementPeriods } from '../domain/agreement-periods';
import { type ConsentEventBody, standingAt } from '../domain/consent';
import { yesAt } from '../domain/explain';
import type { LedgerFault } from '../domain/ledger-audit';
import type { Product } from '../domain/product';
import { auditBusiness } from '../ledger/audit-business';
import { ourSignatures } from '../ledger/our-signatures';
import type { StaffCtx } from './context';
import { findOurBusiness } from './find-our-business';

export interface StaffBusiness {
  business: BusinessRow;
  agreements: {
    product: Product;
    consent: ConsentRow;
    shown: ShownAgreement | 'replaced';
    /** When it ended; null while it runs, is paused, or was never agreed to. */
    endedAt: Date | null;
    /** When the business last said yes; null where it never did. */
    agreedAt: Date | null;
    /** What becomes of what was read; null where nothing was ever agreed. */
    data: DataKept | null;
  }[];
  connections: (ConnectionRow & { shown: ReturnType<typeof shownState> })[];
  /** The latest events, newest first. */
  record: { seq: number; hash: string; body: ConsentEventBody; hasReceipt: boolean }[];
  /** How many events there are in all. */
  events: number;
  /** What the audit finds; nothing when the whole record is sound. */
  faults: LedgerFault[];
}

/** More would be a page nobody reads; the download has all. */
const SHOWN = 100;
/** @param companyId our id @throws NotFound */
export async function getStaffBusiness(ctx: StaffCtx, companyId: string): Promise<StaffBusiness> {
  const { db, now } = ctx;
  const business = await findOurBusiness(db, companyId);
  ctx.look(business.id, 'business');
  const [products, consents, connections, receipts, rows, faults] = await Promise.all([
    listProducts(db),
    listConsents(db, business.id),
    listConnections(db, business.id),
    listCompanyReceipts(db, business.id),
    listEvents(db, business.id),
    auditBusiness(db, business.id, ourSignatures()),
  ]);
  const receipted = new Set(receipts.map(({ eventId }) => eventId));
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
    record: rows
      .slice(-SHOWN)
      .reverse()
      .map(({ seq, hash, body }) => ({ seq, hash, body, hasReceipt: receipted.has(body.record_id) })),
    events: rows.length,
    faults,
  };
}
