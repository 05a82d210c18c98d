// Seed of a large ledger: many businesses by COPY, with valid chains of the events that real verbs write.

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import postgres from 'postgres';
import { readCatalogue } from '../db/seed';
import { CONTROLLER } from '../e2e/factories';
import type { ConsentEventBody, ConsentEventType } from '../lib/domain/consent/consent';
import { type ConsentTerms, termsOf } from '../lib/domain/consent/consent-terms';
import { type ConsentProjection, project } from '../lib/domain/consent/projection';
import { sha256 } from '../lib/domain/crypto/sha256';
import { signEvent } from '../lib/domain/ledger/event-signature';
import { canonicalJson } from '../lib/domain/ledger/ledger';
import { buildNotice, noticeText } from '../lib/domain/notice/notice';
import { hasReceipt, receiptOf } from '../lib/domain/receipt/receipt';
import type { SigningKey } from '../lib/domain/receipt/receipt-keys';
import { getSigningKeys } from '../lib/runtime/env';

const DAY_MS = 86_400_000;
/** Events of a business over a year, repeated. */
const LIFE: readonly [ConsentEventType, product: string][] = [
  ['given', 'business-insights'],
  ['given', 'lending'],
  ['deferred', 'revenue-advance'],
  ['paused', 'business-insights'],
  ['resumed', 'business-insights'],
  ['withdrawn', 'lending'],
  ['given', 'cash-flow'],
  ['renewed', 'business-insights'],
  ['given', 'lending'],
  ['withdrawn', 'cash-flow'],
];

export interface Seeded {
  companies: string[];
  events: number;
  seconds: number;
  /** Key that signed all events. */
  key: SigningKey;
}

/** Ids that are the same in every run, in an order that suits no index. */
export function idOf(kind: string, ...numbers: number[]): string {
  const hex = createHash('md5')
    .update(`${kind} ${numbers.join(' ')}`)
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

type Cell = string | number | Date | null;

/** Line in COPY's text format. */
function lineOf(cells: readonly Cell[]): string {
  const text = cells.map((cell) => {
    if (cell === null) return '\\N';
    if (cell instanceof Date) return cell.toISOString();
    return typeof cell === 'number' ? String(cell) : cell.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  });
  return `${text.join('\t')}\n`;
}

async function copy(sql: postgres.Sql, into: string, rows: Iterable<readonly Cell[]>): Promise<void> {
  const stream: Writable = await sql.unsafe(`copy ${into} from stdin`).writable();
  let chunk = '';
  for (const row of rows) {
    chunk += lineOf(row);
    if (chunk.length < 262_144) continue;
    if (!stream.write(chunk)) await once(stream, 'drain');
    chunk = '';
  }
  stream.end(chunk);
  await finished(stream);
}

type TermsAt = (product: string, french: boolean, at: Date) => ConsentTerms;

/** Terms as the consent page would have recorded them; only their dates differ from event to event. */
async function readTerms(notices: Cell[][]): Promise<TermsAt> {
  const made = new Map<string, ConsentTerms>();
  const day = new Date('2025-01-01T00:00:00Z');
  for (const file of await readCatalogue()) {
    const product = { ...file.definition, version: file.version, asksSince: 1 };
    for (const language of ['en', 'fr'] as const) {
      const notice = buildNotice(product, CONTROLLER, language);
      const terms = termsOf(product, notice, CONTROLLER, day);
      made.set(`${product.id} ${language}`, terms);
      notices.push([terms.privacy_notice.hash, product.id, file.version, language, noticeText(notice), day]);
    }
  }
  return (product, french, at) => {
    const terms = made.get(`${product} ${french ? 'fr' : 'en'}`);
    if (terms === undefined) throw new Error(`no product ${product}`);
    const { type, valid_from, valid_until } = terms.validity_duration;
    const length = valid_until === null ? null : Date.parse(valid_until) - Date.parse(valid_from);
    const until = length === null ? null : new Date(at.getTime() + length).toISOString();
    return { ...terms, validity_duration: { type, valid_from: at.toISOString(), valid_until: until } };
  };
}

interface Head {
  hash: string | null;
  rows: Map<string, ConsentProjection>;
}

function eventOf(
  termsAt: TermsAt,
  { hash, rows }: Head,
  companyId: string,
  company: number,
  seq: number,
): ConsentEventBody {
  const [type, product] = LIFE[(seq - 1) % LIFE.length] ?? ['given', 'lending'];
  const french = company % 3 === 0;
  const at = new Date(Date.parse('2025-02-01T08:00:00Z') + seq * 30 * DAY_MS + (company % 86_400) * 1000);
  return {
    schema_version: 2,
    record_id: idOf('event', company, seq),
    receipt_id: hasReceipt(type) ? idOf('receipt', company, seq) : null,
    seq,
    prev_hash: hash,
    event_type: type,
    event_time: at.toISOString(),
    pii_principal_id: companyId,
    business_name: `Boulangerie « Tremblay » n° ${company}`,
    entity: { kind: 'customer', user_id: idOf('user', company), name: 'Maya Okafor', role: 'owner' },
    ...termsAt(product, french, at),
    collection: {
      method: 'button',
      page: `/products/${product}/consent`,
      locale: french ? 'fr' : 'en',
      ip_truncated: `203.0.${company % 256}.0`,
      user_agent:
        'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1',
      request_id: idOf('request', company, seq),
    },
    change: { previous_record_id: rows.get(product)?.eventId ?? null, reason: null },
    sealed: [],
  };
}

/** Receipt without a real signature: the audit of the ledger reads its content and leaves the signature to the audit of receipts. */
function receiptRow(body: ConsentEventBody, hash: string): Cell[] {
  const receipt = receiptOf(body, hash, {
    ...CONTROLLER,
    siteUrl: 'https://consent.meridian.example',
    place: { country: 'GB', timeZone: 'Europe/London' },
  });
  const parts = [{ alg: 'EdDSA', kid: 'bench' }, receipt].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  const jws = `${parts.join('.')}.${'A'.repeat(86)}`;
  const { record_id, event_time, pii_principal_id, service } = body;
  return [
    ...[body.receipt_id, pii_principal_id, service.product_id, record_id, 'bench', jws, event_time],
    ...[hash, '{}'],
  ];
}

/** Round by round, as time would bring them: the events of one business lie far apart on the disk. */
function* eventRows(
  termsAt: TermsAt,
  ids: string[],
  heads: Head[],
  events: number,
  receipts: Cell[][],
  key: SigningKey,
): Generator<Cell[]> {
  for (let n = 0; n < events; n += 1) {
    const company = n % ids.length;
    const [companyId, head] = [ids[company], heads[company]];
    if (companyId === undefined || head === undefined) return;
    const body = eventOf(termsAt, head, companyId, company, Math.floor(n / ids.length) + 1);
    const product = body.service.product_id;
    const text = canonicalJson(body);
    const hash = sha256(text);
    head.hash = hash;
    if (typeof body.receipt_id === 'string') receipts.push(receiptRow(body, hash));
    head.rows.set(product, project(head.rows.get(product) ?? null, body));
    const { record_id, seq, event_type, event_time } = body;
    yield [
      ...[record_id, companyId, seq, event_type, product, event_time, text, hash],
      ...[signEvent(hash, key), key.kid, event_time],
    ];
  }
}

function* consentRows(heads: Head[]): Generator<Cell[]> {
  for (const { rows } of heads)
    for (const row of rows.values())
      yield [
        ...[row.companyId, row.productId, row.standing, row.productVersion, row.eventId, row.eventSeq],
        ...[row.noticeHash, row.givenAt, row.expiresAt, row.updatedAt],
      ];
}

const PLATFORMS = [
  ['gbol', 'Xero', 'Accounting'],
  ['rwuv', 'Lloyds', 'Banking'],
] as const;

function* connectionRows(ids: string[]): Generator<Cell[]> {
  for (const [company, id] of ids.entries())
    for (const [index, [key, name, type]] of PLATFORMS.entries())
      yield [
        idOf('connection', company, index),
        id,
        key,
        name,
        type,
        idOf('codat', company, index),
        'Linked',
        new Date(),
      ];
}

/** Finished jobs stay in the table as proof that they ran. */
function* jobRows(ids: string[]): Generator<Cell[]> {
  for (const [company, companyId] of ids.entries())
    for (let n = 0; n < 3; n += 1) {
      const job = {
        kind: 'delete-unused-connection',
        companyId,
        connectionId: idOf('connection', company, n),
      };
      yield [
        companyId,
        JSON.stringify(job),
        n < 2 ? 'done' : 'waiting',
        idOf('request', company, n),
        n < 2 ? null : new Date('2040-01-01'),
      ];
    }
}

/** @param url of the owner of a migrated and seeded database */
export async function seedLedger(url: string, size: { events: number; companies: number }): Promise<Seeded> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const from = performance.now();
  const companies = Array.from({ length: size.companies }, (_, n) => idOf('company', n));
  const heads: Head[] = companies.map(() => ({ hash: null, rows: new Map() }));
  const [notices, receipts]: [Cell[][], Cell[][]] = [[], []];
  const termsAt = await readTerms(notices);
  // Keys of this process: the app would not read events that other keys signed.
  const { signing: key } = getSigningKeys();
  try {
    await copy(
      sql,
      'companies (id, name)',
      companies.map((id, n) => [id, `Boulangerie « Tremblay » n° ${n}`]),
    );
    await copy(sql, 'notices (hash, product_id, product_version, language, text, created_at)', notices);
    // The events keep the times in their bodies, which lie months apart.
    await sql`alter table consent_events disable trigger consent_events_stamp`;
    await copy(
      sql,
      'consent_events (id, company_id, seq, type, product_id, at, body, hash, signature, key_id, inserted_at)',
      eventRows(termsAt, companies, heads, size.events, receipts, key),
    );
    await sql`alter table consent_events enable always trigger consent_events_stamp`;
    await copy(
      sql,
      'consents (company_id, product_id, standing, product_version, event_id, event_seq, notice_hash, given_at, expires_at, updated_at)',
      consentRows(heads),
    );
    await copy(
      sql,
      'connections (id, company_id, platform_key, platform_name, source_type, codat_connection_id, state, created_at)',
      connectionRows(companies),
    );
    await copy(
      sql,
      'receipts (id, company_id, product_id, event_id, key_id, jws, issued_at, event_hash, persons)',
      receipts,
    );
    await copy(sql, 'jobs (lane, job, state, request_id, not_before)', jobRows(companies));
    await sql`vacuum analyze`;
    return { companies, events: size.events, key, seconds: (performance.now() - from) / 1000 };
  } finally {
    await sql.end({ timeout: 5 });
  }
}
