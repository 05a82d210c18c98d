// Lines of an export, read back.
import { canonicalJson } from '../domain/ledger/ledger';
import type { StoredEvent } from '../domain/ledger/ledger-audit';
import type { ExportLine } from './export-ledger';

export type Line<K extends ExportLine['kind']> = Extract<ExportLine, { kind: K }>;

export function readLines(text: string): ExportLine[] | null {
  try {
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as ExportLine);
  } catch {
    return null;
  }
}

export const ofKind = <K extends ExportLine['kind']>(lines: readonly ExportLine[], kind: K): Line<K>[] =>
  lines.filter((line): line is Line<K> => line.kind === kind);

/** The database's own columns are not in an export: what it can show is what the events say. */
export function storedOf(
  { seq, hash, signature, key_id: keyId, body }: Line<'event'>,
  companyId: string,
): StoredEvent {
  return {
    companyId,
    seq,
    position: seq,
    id: body.record_id,
    type: body.event_type,
    productId: body.service.product_id,
    at: body.event_time,
    insertedMs: Date.parse(body.event_time),
    hash,
    signature,
    keyId,
    text: canonicalJson(body),
  };
}
