// Export of one business's whole ledger: JSON Lines that anybody can check without us.
import type { Db } from '@/db/client';
import { findCompany } from '@/db/queries/companies';
import { listCompanyNotices } from '@/db/queries/ledger';
import { openBodies } from '@/db/queries/person-keys';
import { listCompanyReceipts } from '@/db/queries/receipts';
import type { ConsentEventBody } from '../domain/consent';
import { sha256, verifyChain } from '../domain/ledger';
import { NotFound } from '../errors';
import { readLedger } from './read-ledger';

export type ExportLine =
  | {
      kind: 'event';
      seq: number;
      /** SHA-256 over the canonical form (RFC 8785) of `body`. */
      hash: string;
      /** Ed25519 over `accord consent event`, a line feed and the hash. */
      signature: string;
      key_id: string;
      /** As it is kept. */
      body: ConsentEventBody;
      /** What is sealed in it, opened; empty of whoever was erased. */
      opened: Pick<ConsentEventBody, 'entity' | 'collection' | 'change'>;
    }
  | {
      kind: 'notice';
      hash: string;
      product_id: string;
      product_version: number;
      language: string;
      text: string;
    }
  /** The signed line, as the customer has it, null where somebody whom it named was erased; `/.well-known/jwks.json` holds the keys. */
  | { kind: 'receipt'; id: string; event_id: string; key_id: string; jws: string | null }
  /** `head_hash` covers every event before it; `lines_hash` is SHA-256 over all lines above, each with its line feed. */
  | {
      kind: 'proof';
      company_id: string;
      events: number;
      head_hash: string | null;
      chain: 'sound' | 'broken';
      lines_hash: string;
      exported_at: string;
    };

/** One JSON object per line, the proof last. @throws NotFound when there is no such business */
export async function exportLedger(db: Db, companyId: string, now: Date): Promise<string> {
  const [rows, notices, receipts, opened] = await db.transaction(
    async (tx) => {
      if ((await findCompany(tx, companyId)) === null) throw new NotFound('company');
      const kept = await readLedger(tx, companyId);
      return [
        kept,
        await listCompanyNotices(tx, companyId),
        await listCompanyReceipts(tx, companyId),
        await openBodies(tx, kept),
      ] as const;
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
  const lines: ExportLine[] = [
    ...rows.map(({ seq, hash, signature, keyId, body }, index) => {
      const { entity, collection, change } = opened[index]?.body ?? body;
      const proof = { hash, signature, key_id: keyId };
      return { kind: 'event' as const, seq, ...proof, body, opened: { entity, collection, change } };
    }),
    ...notices.map(({ hash, productId, productVersion, language, text }) => ({
      kind: 'notice' as const,
      hash,
      product_id: productId,
      product_version: productVersion,
      language,
      text,
    })),
    ...receipts.map(({ id, eventId, keyId, jws }) => ({
      kind: 'receipt' as const,
      id,
      event_id: eventId,
      key_id: keyId,
      jws: jws === '' ? null : jws,
    })),
  ];
  const above = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const proof: ExportLine = {
    kind: 'proof',
    company_id: companyId,
    events: rows.length,
    head_hash: rows.at(-1)?.hash ?? null,
    chain: verifyChain(rows).ok ? 'sound' : 'broken',
    lines_hash: sha256(above),
    exported_at: now.toISOString(),
  };
  return `${above}${JSON.stringify(proof)}\n`;
}
