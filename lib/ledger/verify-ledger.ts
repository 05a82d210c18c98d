// Owns the audit of the whole ledger: every chain, every column beside it, every notice, every standing.
import type { Db } from '@/db/client';
import { listConsents } from '@/db/queries/consents';
import { type LedgerRow, listCompanyNotices, walkLedgerCompanies } from '@/db/queries/ledger';
import { contradictingColumn, sha256, verifyChain } from '../domain/ledger';
import { rebuild } from '../domain/projection';
import { isSameRows, readLedger } from './read-ledger';

export type LedgerFault = { companyId: string } & (
  | /** A link of a chain: an event was changed, removed or put in between. */
  { kind: 'chain'; seq: number; problem: 'gap' | 'hash' | 'previous' }
  /** A column by which events are found says something else than the event. */
  | { kind: 'column'; seq: number; column: string }
  /** The words kept are not the words whose hash was agreed to, or are not kept at all. */
  | { kind: 'notice'; seq: number; hash: string }
  /** The standing rows are not what the events add up to. */
  | { kind: 'standing' }
);

export interface LedgerReport {
  companies: number;
  events: number;
  faults: LedgerFault[];
}

/** Reads one business at a time, each in one snapshot, so that it can run beside customers. */
export async function verifyLedger(db: Db): Promise<LedgerReport> {
  const report: LedgerReport = { companies: 0, events: 0, faults: [] };
  for await (const companyId of walkLedgerCompanies(db)) {
    await db.transaction(
      async (tx) => {
        const rows = await readLedger(tx, companyId);
        const notices = await listCompanyNotices(tx, companyId);
        const standing = await listConsents(tx, companyId);
        const sound = new Set(
          notices.filter(({ text, hash }) => sha256(text) === hash).map(({ hash }) => hash),
        );
        report.companies += 1;
        report.events += rows.length;
        report.faults.push(...faultsOf(companyId, rows, sound));
        if (!isSameRows(standing, rebuild(rows.map((row) => row.body)))) {
          report.faults.push({ companyId, kind: 'standing' });
        }
      },
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    );
  }
  return report;
}

function faultsOf(
  companyId: string,
  rows: readonly LedgerRow[],
  soundNotices: ReadonlySet<string>,
): LedgerFault[] {
  const faults: LedgerFault[] = [];
  const chain = verifyChain(rows);
  if (!chain.ok) faults.push({ companyId, kind: 'chain', seq: chain.seq, problem: chain.problem });
  for (const { seq, body, ...columns } of rows) {
    const column = contradictingColumn({ seq, ...columns }, body);
    if (column !== null) faults.push({ companyId, kind: 'column', seq, column });
    const { hash } = body.privacy_notice;
    if (!soundNotices.has(hash)) faults.push({ companyId, kind: 'notice', seq, hash });
  }
  return faults;
}
