// Bulk reader of the whole ledger: streams it part by part, each part from one snapshot.
import postgres from 'postgres';
import type { Anchor, StoredEvent } from '../lib/domain/ledger/ledger-audit';
import { APP_ROLE } from './app-role';
import type { ConsentRow } from './queries/consents';
import type { SnapshotRow } from './queries/snapshots';

/** Businesses whose ids are at least `from` and below `to`. */
export interface Slice {
  from: string;
  /** Null: to the end. */
  to: string | null;
}

export interface SliceFacts {
  consents: ConsentRow[];
  snapshots: SnapshotRow[];
  receipts: Anchor[];
  /** Only notices that an earlier part did not have. */
  notices: { hash: string; text: string }[];
}

export interface LedgerReader {
  /** The farthest that business time ever was ahead, in milliseconds. */
  reach(): Promise<number>;
  /** Parts of about equal size; few events are one part. */
  slices(eventsEach: number): Promise<Slice[]>;
  /**
   * All rows of a part's businesses, from one snapshot.
   * @param begin receives the rows beside the events, and returns the receiver of events: by business, then `seq`
   */
  read(
    slice: Slice,
    knownNotices: readonly string[],
    begin: (facts: SliceFacts) => (event: StoredEvent) => void,
  ): Promise<void>;
  close(): Promise<void>;
}

/** Ids are random, so equal parts of their range hold about the same number. */
export function cutIds(parts: number): Slice[] {
  const cuts = Array.from({ length: parts }, (_, n) => {
    const first = Math.floor((n * 2 ** 32) / parts);
    return `${first.toString(16).padStart(8, '0')}-0000-0000-0000-000000000000`;
  });
  return cuts.map((from, n) => ({ from, to: cuts[n + 1] ?? null }));
}

/** Converts `2026-11-21 10:00:00.5+00` to the form of events; any finer digits stay visible. */
export function isoOf(stored: string): string {
  const [, day, time, fraction = ''] = /^(\S+) (\d\d:\d\d:\d\d)(?:\.(\d{1,3}))?\+00$/.exec(stored) ?? [];
  return day === undefined ? stored : `${day}T${time}.${fraction.padEnd(3, '0')}Z`;
}

/** An event in one text: the driver takes several times as long over columns. */
const ROW = `concat_ws(E'\\t', company_id, seq, position, id, at, hash, type, product_id, signature, key_id,
  floor(extract(epoch from inserted_at) * 1000), body)`;

function parseRow(row: string): StoredEvent {
  const [companyId = '', seq, position, id = '', at = '', hash = '', type = '', productId = '', ...rest] =
    row.split('\t');
  const [signature = '', keyId = '', insertedMs, ...text] = rest;
  return {
    companyId,
    seq: Number(seq),
    position: Number(position),
    id,
    type,
    productId,
    at: isoOf(at),
    hash,
    signature,
    keyId,
    insertedMs: Number(insertedMs),
    text: text.length === 1 ? (text[0] ?? '') : text.join('\t'),
  };
}

/** Bounds are ids computed here, never input. */
function within({ from, to }: Slice): string {
  for (const id of [from, to ?? from]) if (!/^[0-9a-f-]{36}$/.test(id)) throw new TypeError(`no id: ${id}`);
  return `company_id >= '${from}'${to === null ? '' : ` and company_id < '${to}'`}`;
}

export function openLedgerReader(url: string): LedgerReader {
  const sql = postgres(url, {
    max: 1,
    connect_timeout: 5,
    onnotice: () => {},
    connection: { application_name: 'accord-ledger', TimeZone: 'UTC', DateStyle: 'ISO', role: APP_ROLE },
  });
  return {
    reach: async () => {
      const [row] = await sql<{ ms: number }[]>`select reached_ms::float8 as ms from demo_clock`;
      return row?.ms ?? 0;
    },
    slices: async (eventsEach) => {
      const [row] = await sql<{ events: number }[]>`
        select greatest(reltuples, 0)::float8 as events from pg_class where oid = 'consent_events'::regclass`;
      return cutIds(Math.min(65_536, Math.max(1, Math.round((row?.events ?? 0) / eventsEach))));
    },
    read: async (slice, known, begin) => {
      const where = within(slice);
      await sql.begin('isolation level repeatable read read only', async (tx) => {
        const hear = begin({
          consents: await tx.unsafe<
            ConsentRow[]
          >(`select company_id as "companyId", product_id as "productId", standing,
            product_version as "productVersion", event_id as "eventId", event_seq as "eventSeq",
            notice_hash as "noticeHash", given_at as "givenAt", expires_at as "expiresAt",
            updated_at as "updatedAt" from consents where ${where}`),
          snapshots: await tx.unsafe<SnapshotRow[]>(`select company_id as "companyId",
            product_id as "productId", seq, at, basis, followed_by as "followedBy", signature, key_id as "keyId"
            from consent_snapshots where ${where}`),
          receipts: await tx.unsafe<
            SliceFacts['receipts']
          >(`select company_id as "companyId", id as "receiptId",
            event_id as "eventId", event_hash as hash from receipts where ${where}`),
          notices: await tx<SliceFacts['notices']>`
            select hash, text from notices where not (hash = any(${[...known]}))`,
        });
        // Row by row as they arrive: buffering them would cost more in garbage collection than the check itself.
        await tx
          .unsafe<{ row: string }[]>(
            `select ${ROW} as row from consent_events where ${where} order by company_id, seq`,
          )
          .forEach(({ row }) => {
            hear(parseRow(row));
          });
      });
    },
    close: () => sql.end({ timeout: 5 }),
  };
}
