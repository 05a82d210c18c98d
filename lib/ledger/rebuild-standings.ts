// Rebuild of projection and snapshots from proven events, which are the only source of truth.
import type { Db } from '@/db/client';
import { lockCompany } from '@/db/queries/companies';
import { listConsents } from '@/db/queries/consents';
import { replaceConsents, walkLedgerCompanies } from '@/db/queries/ledger';
import { provenOf } from '@/db/queries/proven-events';
import { listGenuineSnapshots, replaceSnapshots } from '@/db/queries/snapshots';
import { snapshotRows } from '../consent/keep-snapshot';
import { rebuild } from '../domain/consent/projection';
import { signatureCheck } from '../domain/ledger/event-signature';
import type { LedgerFault } from '../domain/ledger/ledger-audit';
import type { ReceiptKey } from '../domain/receipt/receipt-check';
import { auditBusiness, isUnproven } from './audit-business';
import { NEWEST } from './checkpoint-depth';
import { ownCheckpoints, vouchedFor } from './own-checkpoints';
import { isSameRows, readLedger } from './read-ledger';
import { readLog } from './read-log';

export interface RebuildReport {
  companies: number;
  /** Businesses whose rows differed from their events, and were replaced. */
  mended: string[];
  /** Differences in unproven ledgers: nothing is replaced there, since a forgery would become the standing. */
  unproven: LedgerFault[];
}

/** One business at a time, under its lock, so that other customers are not blocked. */
export async function rebuildStandings(db: Db, keys: readonly ReceiptKey[]): Promise<RebuildReport> {
  const report: RebuildReport = { companies: 0, mended: [], unproven: [] };
  const isSigned = signatureCheck(keys);
  const store = ownCheckpoints();
  const log = store === null ? null : await readLog(db, store, keys, NEWEST);
  for await (const companyId of walkLedgerCompanies(db)) {
    await db.transaction(async (tx) => {
      await lockCompany(tx, companyId);
      const kept = await readLedger(tx, companyId);
      const events = await provenOf(tx, companyId, kept);
      const bodies = events.map((row) => row.body);
      const [rows, snapshots] = [rebuild(bodies), snapshotRows(companyId, bodies)];
      report.companies += 1;
      const isSame =
        events.length === kept.length &&
        isSameRows(await listConsents(tx, companyId), rows) &&
        isSameRows(await listGenuineSnapshots(tx, companyId), snapshots);
      if (isSame) return;
      const unproven = (await auditBusiness(tx, companyId, isSigned, vouchedFor(log, companyId))).filter(
        isUnproven,
      );
      report.unproven.push(...unproven);
      if (unproven.length > 0) return;
      await replaceConsents(tx, companyId, rows);
      await replaceSnapshots(tx, companyId, snapshots);
      report.mended.push(companyId);
    });
  }
  return report;
}
