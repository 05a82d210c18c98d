// Parser of an export's lines.
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

/** An export lacks the database's own columns, so the events' own values take their place. */
export function storedOf(
  { seq, hash, signature, key_id: keyId, body }: Line<'event'>,
  companyId: string,
): StoredEvent {
  // A row in an event's place may hold anything.
  const { record_id: id, event_type: type, service, event_time: at } = (body ?? {}) as Partial<typeof body>;
  return {
    companyId,
    seq,
    position: seq,
    id: id ?? '',
    type: type ?? '',
    productId: service?.product_id ?? '',
    at: at ?? '',
    insertedMs: Date.parse(at ?? ''),
    hash,
    signature,
    keyId,
    text: textOf(body),
  };
}

/** A body without a canonical form was never hashed, so any text will do. */
function textOf(body: unknown): string {
  try {
    return canonicalJson(body as Line<'event'>['body']);
  } catch {
    return JSON.stringify(body);
  }
}
