// Ledger export of one business: JSON Lines that anyone can verify offline with the public keys.
import { createHash } from 'node:crypto';
import type { Db } from '@/db/client';
import { findCompany } from '@/db/queries/companies';
import { listNotices } from '@/db/queries/consents';
import { type LedgerRow, listLedgerPage } from '@/db/queries/ledger';
import { findChainHead, openProven } from '@/db/queries/proven-events';
import { listReceiptsBehind, type ReceiptRow } from '@/db/queries/receipts';
import type { ConsentEventBody } from '../domain/consent/consent';
import { verifyChain } from '../domain/ledger/ledger';
import { NotFound } from '../errors';
import type { CheckpointLine } from './prove-heads';

export type ExportLine =
  | {
      kind: 'event';
      seq: number;
      /** SHA-256 over the canonical form (RFC 8785) of `body`. */
      hash: string;
      /** Ed25519 over `accord consent event`, a line feed and the hash. */
      signature: string;
      key_id: string;
      /** In its stored form. */
      body: ConsentEventBody;
      /** Its personal data, decrypted; empty for an erased person. Null for a row without a signature of this site. */
      opened: Pick<ConsentEventBody, 'entity' | 'collection' | 'change'> | null;
    }
  | {
      kind: 'notice';
      hash: string;
      product_id: string;
      product_version: number;
      language: string;
      text: string;
    }
  /** The customer's signed line, null if a person in it was erased; the keys are in `/.well-known/jwks.json`. */
  | { kind: 'receipt'; id: string; event_id: string; key_id: string; jws: string | null }
  | CheckpointLine
  /** `head_hash` covers all earlier events; `lines_hash` is SHA-256 over all lines above, each with its line feed. */
  | {
      kind: 'proof';
      company_id: string;
      events: number;
      head_hash: string | null;
      chain: 'sound' | 'broken';
      lines_hash: string;
      exported_at: string;
    };

type ProofLine = Extract<ExportLine, { kind: 'proof' }>;

/** At most this many events, and receipts, are in memory at a time. */
const PAGE = 25;

/**
 * One JSON object per line, the proof last, in pages of lines. It covers the events present at the start:
 * they never change, so no transaction stays open during a slow download.
 * @param checkpoints the entry of this business in each
 * @throws NotFound when the business does not exist
 */
export async function exportLedger(
  db: Db,
  companyId: string,
  now: Date,
  checkpoints: readonly CheckpointLine[] = [],
): Promise<AsyncGenerator<string, void, void>> {
  if ((await findCompany(db, companyId)) === null) throw new NotFound('company');
  const head = (await findChainHead(db, companyId))?.seq ?? 0;
  return withProof(readLines(db, companyId, head, checkpoints), companyId, now);
}

interface Read {
  text: string;
  /** The links of the chain that the export contains. */
  links: readonly LedgerRow[];
}

async function* readLines(
  db: Db,
  companyId: string,
  head: number,
  checkpoints: readonly CheckpointLine[],
): AsyncGenerator<Read> {
  const words = new Set<string>();
  for (let last = 0; last < head; ) {
    const links = (await listLedgerPage(db, companyId, last, PAGE)).filter(({ seq }) => seq <= head);
    if (links.length === 0) break;
    last = links.at(-1)?.seq ?? head;
    const proven = await openProven(db, companyId, links);
    for (const { body } of proven) words.add(body.privacy_notice.hash);
    yield { text: linesOf(eventLines(links, proven)), links };
  }
  const hashes = [...words].sort();
  for (let from = 0; from < hashes.length; from += PAGE)
    yield { text: linesOf(await noticeLines(db, hashes.slice(from, from + PAGE))), links: [] };
  for (let last = 0; ; ) {
    const receipts = await listReceiptsBehind(db, companyId, { after: last, upTo: head, limit: PAGE });
    const end = receipts.at(-1);
    if (end === undefined) break;
    last = end.seq;
    yield { text: linesOf(receipts.map(receiptLine)), links: [] };
  }
  yield { text: linesOf(checkpoints), links: [] };
}

async function* withProof(
  pages: AsyncGenerator<Read>,
  companyId: string,
  now: Date,
): AsyncGenerator<string, void, void> {
  const above = createHash('sha256');
  let behind: LedgerRow | null = null;
  let isSound = true;
  for await (const { text, links } of pages) {
    isSound &&= verifyChain(links, behind).ok;
    behind = links.at(-1) ?? behind;
    above.update(text, 'utf8');
    yield text;
  }
  const proof: ProofLine = {
    kind: 'proof',
    company_id: companyId,
    events: behind?.seq ?? 0,
    head_hash: behind?.hash ?? null,
    chain: isSound ? 'sound' : 'broken',
    lines_hash: above.digest('hex'),
    exported_at: now.toISOString(),
  };
  yield linesOf([proof]);
}

const linesOf = (lines: readonly ExportLine[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join('');

function eventLines(links: readonly LedgerRow[], proven: readonly LedgerRow[]): ExportLine[] {
  const opened = new Map(proven.map(({ seq, body }) => [seq, body]));
  return links.map(({ seq, hash, signature, keyId, body }) => {
    const { entity, collection, change } = opened.get(seq) ?? {};
    const known = entity && collection && change ? { entity, collection, change } : null;
    return { kind: 'event', seq, hash, signature, key_id: keyId, body, opened: known };
  });
}

async function noticeLines(db: Db, hashes: readonly string[]): Promise<ExportLine[]> {
  return (await listNotices(db, hashes)).map(({ hash, productId, productVersion, language, text }) => ({
    kind: 'notice',
    hash,
    product_id: productId,
    product_version: productVersion,
    language,
    text,
  }));
}

const receiptLine = ({ id, eventId, keyId, jws }: ReceiptRow): ExportLine => ({
  kind: 'receipt',
  id,
  event_id: eventId,
  key_id: keyId,
  jws: jws === '' ? null : jws,
});
