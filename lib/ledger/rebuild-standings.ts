// Owns putting the standing rows right from the events, which are the only truth.
import type { Db } from '@/db/client';
import { lockCompany } from '@/db/queries/companies';
import { listConsents } from '@/db/queries/consents';
import { replaceConsents, walkLedgerCompanies } from '@/db/queries/ledger';
import { rebuild } from '../domain/projection';
import { isSameRows, readLedger } from './read-ledger';

export interface RebuildReport {
  companies: number;
  /** Businesses whose rows differed from their events, and were replaced. */
  mended: string[];
}

/** One business at a time, under its lock, so that customers can go on meanwhile. */
export async function rebuildStandings(db: Db): Promise<RebuildReport> {
  const report: RebuildReport = { companies: 0, mended: [] };
  for await (const companyId of walkLedgerCompanies(db)) {
    await db.transaction(async (tx) => {
      await lockCompany(tx, companyId);
      const rows = rebuild((await readLedger(tx, companyId)).map((row) => row.body));
      report.companies += 1;
      if (isSameRows(await listConsents(tx, companyId), rows)) return;
      await replaceConsents(tx, companyId, rows);
      report.mended.push(companyId);
    });
  }
  return report;
}
