// Aggregate: the agreements of one locked business. An appended event changes it in memory at once, and is written at the end.
import type { Db } from '@/db/client';
import type { ConsentRow, NewEventRow, NoticeRow } from '@/db/queries/consents';
import type { EventToDeliver } from '@/db/queries/deliveries';
import type { NewJob } from '@/db/queries/jobs';
import type { NewLetter } from '@/db/queries/mails';
import { makePersonKeys } from '@/db/queries/person-keys';
import type { ReceiptRow } from '@/db/queries/receipts';
import type { EventCtx } from '../context';
import { agreedProducts } from '../domain/access/agreed-product';
import { servingSources } from '../domain/access/serving-sources';
import { type ConsentEventBody, onlyStops } from '../domain/consent/consent';
import type { ConsentTerms } from '../domain/consent/consent-terms';
import { project } from '../domain/consent/projection';
import { type PersonKeys, personsOf, sealEvent } from '../domain/consent/sealed-event';
import { signEvent } from '../domain/ledger/event-signature';
import { hashEvent } from '../domain/ledger/ledger';
import { dueSnapshot, restsOn } from '../domain/ledger/ledger-snapshot';
import type { SnapshotOf } from '../domain/ledger/snapshot-signature';
import { type NoticeWording, noticeHash, noticeText } from '../domain/notice/notice';
import type { Product } from '../domain/product/product';
import { hasReceipt, type NamedCheckpoint } from '../domain/receipt/receipt';
import { LedgerContradiction } from '../errors';
import type { BusinessFacts } from '../facts/business-facts';
import { addressed, type Readers, receiptNews } from '../mail/post-mail';
import { issueReceipt } from '../receipt/issue-receipt';
import { getReceiptIssuer } from '../receipt/issuer';
import { newestCheckpoint } from '../receipt/newest-checkpoint';
import type { LedgerHead } from './chain-head';
import { eventBody, type NewEvent } from './event-body';
import { termsStanding } from './terms-in-force';

export interface Agreements<C extends EventCtx> {
  readonly tx: Db;
  /** `now` is never before the last event. */
  readonly ctx: C;
  readonly facts: Omit<BusinessFacts, 'head'>;
  /** Standings and events as they were read, with those appended since. Names of persons in events read as empty. */
  consents(): readonly ConsentRow[];
  events(): readonly ConsentEventBody[];
  /** Products as agreed to; products without an agreement as published. */
  agreedProducts(): Product[];
  /**
   * `current` is null when nothing was ever asked, `terms` when the business never agreed.
   * @throws LedgerContradiction when something stands without an event in the ledger
   */
  agreement(productId: string): { current: ConsentRow | null; terms: ConsentTerms | null };
  /** Connections through which data of these source types may be read now, as events name them. */
  servedBy(sourceTypes: readonly string[]): ConsentTerms['sources'];
  /** Stores the exact wording that was shown. */
  keepNotice(product: Product, notice: NoticeWording): void;
  /**
   * Appends the next event of the chain, with its receipt, letters and new standing.
   * @param by the actor and request of this event, where they differ from those of the unit of work
   * @throws LedgerContradiction when the event before it is not proven, and this one does more than stop something
   */
  append(event: NewEvent, by?: EventCtx): Promise<ConsentRow>;
  enqueue(jobs: readonly NewJob[]): void;
}

/** Rows to write, in the order in which they came about. */
export interface Changes {
  notices: NoticeRow[];
  events: NewEventRow[];
  receipts: ReceiptRow[];
  letters: NewLetter[];
  /** By product. */
  consents: Map<string, ConsentRow>;
  snapshots: SnapshotOf[];
  deliveries: EventToDeliver[];
  jobs: NewJob[];
  /** Requests after which Codat may read other data than before. */
  reading: Set<string>;
}

interface Known extends Omit<BusinessFacts, 'head'>, Readers {
  businessName: string;
  head: LedgerHead | null;
  personKeys: PersonKeys;
  /** The last event that a snapshot covers, by product. */
  snapshotSeqs: ReadonlyMap<string, number>;
}

export function openAgreements<C extends EventCtx>(
  tx: Db,
  ctx: C,
  known: Known,
): { agreements: Agreements<C>; changes: Changes } {
  const { companyId } = ctx;
  const changes: Changes = {
    notices: [],
    events: [],
    receipts: [],
    letters: [],
    consents: new Map(),
    snapshots: [],
    deliveries: [],
    jobs: [],
    reading: new Set(),
  };
  let { head, consents, personKeys } = known;
  let events = known.basis.map(({ body }) => body);
  const covered = new Map(known.snapshotSeqs);
  const recent = [...known.recent];
  const current = (productId: string) => consents.find((row) => row.productId === productId) ?? null;

  /** The stored form: encrypted, hashed, signed. */
  const sign = (body: ConsentEventBody): NewEventRow => {
    const sealed = sealEvent(body, personKeys);
    const hash = hashEvent(sealed);
    const { signing } = getReceiptIssuer().keys;
    return { body: sealed, hash, signature: signEvent(hash, signing), keyId: signing.kid };
  };

  const post = (body: ConsentEventBody) => {
    const letter = receiptNews(body);
    if (letter === null) return;
    const letters = addressed(letter, { recipients: known.recipients, recent });
    changes.letters.push(...letters);
    recent.push(...letters.map(({ mail }) => ({ ...mail, heldUntil: mail.heldUntil ?? null })));
  };

  const takeSnapshot = (productId: string) => {
    const own = events.filter((body) => body.service.product_id === productId);
    const snapshot = dueSnapshot(own, covered.get(productId) ?? 0);
    if (snapshot === null) return;
    changes.snapshots.push({ companyId, productId, ...snapshot });
    covered.set(productId, snapshot.seq);
    events = events.filter((body) => body.service.product_id !== productId || restsOn(snapshot, body));
  };

  const stand = (row: ConsentRow, body: ConsentEventBody, previous: ConsentRow | null) => {
    consents = [...consents.filter((each) => each !== previous), row];
    changes.consents.set(row.productId, row);
    const isSame =
      previous?.standing === row.standing && previous.expiresAt?.getTime() === row.expiresAt?.getTime();
    // An amendment changes which data is read, and neither standing nor end.
    if (!isSame || body.event_type === 'amended') changes.reading.add(body.collection.request_id);
  };

  /** Asked once for a transaction, and only where a receipt names it. */
  let checkpoint: NamedCheckpoint | null | undefined;
  const namedBy = async ({ event_type: type }: ConsentEventBody) => {
    if (!hasReceipt(type)) return null;
    if (checkpoint === undefined) checkpoint = await newestCheckpoint(tx, getReceiptIssuer().keys);
    return checkpoint;
  };

  const append = async (event: NewEvent, by: EventCtx = ctx): Promise<ConsentRow> => {
    if (head?.isProven === false && !onlyStops(event.type))
      throw new LedgerContradiction(`event ${head.seq} of business ${companyId} is not proven`);
    const previous = current(event.terms.service.product_id);
    const body = eventBody(by, event, { businessName: known.businessName, head, previous });
    personKeys = await makePersonKeys(tx, personsOf(body), personKeys);
    const signed = sign(body);
    changes.events.push(signed);
    const receipt = await issueReceipt(body, signed.hash, personKeys, await namedBy(body));
    if (receipt !== null) changes.receipts.push(receipt);
    post(body);
    const row = project(previous, body);
    stand(row, body, previous);
    events = [...events, signed.body];
    takeSnapshot(row.productId);
    changes.deliveries.push({
      eventId: body.record_id,
      companyId,
      seq: body.seq,
      type: `consent.${body.event_type}`,
      productId: row.productId,
      requestId: by.request.requestId,
    });
    // An event after an unproven one is unproven, too.
    const isProven = head?.isProven !== false;
    head = { seq: body.seq, hash: signed.hash, at: isProven ? new Date(body.event_time) : null, isProven };
    return row;
  };

  const agreements: Agreements<C> = {
    tx,
    ctx,
    facts: known,
    consents: () => consents,
    events: () => events,
    agreedProducts: () => agreedProducts(known.products, events, ctx.now),
    agreement: (productId) => {
      const row = current(productId);
      return { current: row, terms: termsStanding(events, companyId, productId, row?.standing ?? null) };
    },
    servedBy: (sourceTypes) => servingSources(known.connections, sourceTypes, ctx.now),
    keepNotice: (product, notice) => {
      changes.notices.push({
        hash: noticeHash(notice),
        productId: product.id,
        productVersion: product.version,
        language: notice.language,
        text: noticeText(notice),
        createdAt: ctx.now,
      });
    },
    append,
    enqueue: (jobs) => {
      changes.jobs.push(...jobs);
    },
  };
  return { agreements, changes };
}
