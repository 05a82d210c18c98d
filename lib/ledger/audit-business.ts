// Audit of one business, by the rule that the audit of the whole ledger goes by.
import type { Db } from '@/db/client';
import { readClockReach } from '@/db/queries/demo-clock';
import { readAuditFacts } from '@/db/queries/ledger-facts';
import type { SignatureCheck } from '../domain/event-signature';
import { sha256 } from '../domain/ledger';
import { type LedgerFault, startAudit } from '../domain/ledger-audit';

export async function auditBusiness(
  db: Db,
  companyId: string,
  isSigned: SignatureCheck,
): Promise<LedgerFault[]> {
  const { events, consents, receipts, notices } = await readAuditFacts(db, companyId);
  const faults: LedgerFault[] = [];
  const audit = startAudit(
    {
      soundNotices: new Set(
        notices.filter(({ hash, text }) => sha256(text) === hash).map(({ hash }) => hash),
      ),
      consents,
      anchors: receipts,
      isSigned,
      aheadMs: await readClockReach(db),
    },
    (fault) => faults.push(fault),
  );
  for (const event of events) audit.hear(event);
  audit.end();
  return faults;
}

/** A standing may be put right from events that are proven, and from no others. */
export const isUnproven = (fault: LedgerFault): boolean => fault.kind !== 'standing';
