// Ledger append, the only one: event, receipt, projection and snapshot are written together or not at all.
import { afterCommit } from '@/db/after-commit';
import type { Db } from '@/db/client';
import { findCompany } from '@/db/queries/companies';
import {
  type ConsentRow,
  findConsent,
  insertEvent,
  insertNotice,
  upsertConsent,
} from '@/db/queries/consents';
import { insertDeliveries } from '@/db/queries/deliveries';
import { makePersonKeys } from '@/db/queries/person-keys';
import type { EventCtx } from '../context';
import {
  type Actor,
  type ConsentEventBody,
  type ConsentEventType,
  type EventIdentification,
  onlyStops,
  type TermsChange,
} from '../domain/consent/consent';
import type { ConsentTerms } from '../domain/consent/consent-terms';
import type { OnRequest } from '../domain/consent/on-request';
import { project } from '../domain/consent/projection';
import { personsOf, sealEvent } from '../domain/consent/sealed-event';
import { signEvent } from '../domain/ledger/event-signature';
import { hashEvent, notBefore } from '../domain/ledger/ledger';
import { type NoticeWording, noticeHash, noticeText } from '../domain/notice/notice';
import type { Product } from '../domain/product/product';
import { hasReceipt } from '../domain/receipt/receipt';
import { LedgerContradiction, NotFound } from '../errors';
import { postReceiptMail } from '../mail/post-mail';
import { issueReceipt } from '../receipt/issue-receipt';
import { getReceiptIssuer } from '../receipt/issuer';
import { recordMetric } from '../runtime/metrics/sink';
import { enqueueReading } from '../sync/enqueue-reading';
import { findHead } from './chain-head';
import { keepSnapshot } from './keep-snapshot';

export interface NewEvent {
  type: ConsentEventType;
  terms: ConsentTerms;
  reason?: string;
  /** What the customer chose to happen to data already read. */
  deletion?: 'keep' | 'delete';
  /** Of a consent after an earlier one: the changes it makes. */
  change?: TermsChange;
}

/** Keeps the exact words that were shown; before the event that refers to them by hash. */
export async function keepNotice(tx: Db, product: Product, notice: NoticeWording, now: Date): Promise<void> {
  await insertNotice(tx, {
    hash: noticeHash(notice),
    productId: product.id,
    productVersion: product.version,
    language: notice.language,
    text: noticeText(notice),
    createdAt: now,
  });
}

/**
 * Appends one event to the business's chain, issues its receipt and brings the standing in line with it.
 * The caller holds the lock on the business (`lockCompany`) in the same transaction: it makes `seq` gapless.
 * @throws LedgerContradiction when the event before it is not proven, and this one does more than stop something
 */
export async function appendEvent(tx: Db, ctx: EventCtx, event: NewEvent): Promise<ConsentRow> {
  const company = await findCompany(tx, ctx.companyId);
  if (company === null) throw new NotFound('company');
  const head = await findHead(tx, ctx.companyId);
  const isDoubted = head?.isProven === false;
  if (isDoubted && !onlyStops(event.type))
    throw new LedgerContradiction(`event ${head.seq} of business ${ctx.companyId} is not proven`);
  const previous = await findConsent(tx, ctx.companyId, event.terms.service.product_id);
  const body: ConsentEventBody = {
    schema_version: 2,
    record_id: crypto.randomUUID(),
    // Under the event's hash, so that no receipt can be put beside an event later.
    receipt_id: hasReceipt(event.type) ? crypto.randomUUID() : null,
    seq: (head?.seq ?? 0) + 1,
    prev_hash: head?.hash ?? null,
    event_type: event.type,
    event_time: notBefore(ctx.now, head?.at ?? null).toISOString(),
    pii_principal_id: ctx.companyId,
    business_name: company.name,
    entity: entityOf(ctx.actor),
    ...event.terms,
    collection: {
      method: METHOD[ctx.actor.kind],
      page: ctx.request.page,
      locale: ctx.request.locale,
      ip_truncated: ctx.request.ipTruncated,
      user_agent: ctx.request.userAgent,
      request_id: ctx.request.requestId,
      ...onRequestOf(ctx.actor),
      ...identificationOf(ctx.actor),
    },
    change: {
      previous_record_id: previous?.eventId ?? null,
      reason: event.reason ?? (ctx.actor.kind === 'staff' ? ctx.actor.asked.reason : null),
      ...(event.deletion === undefined ? {} : { deletion: event.deletion }),
      ...(event.change === undefined ? {} : { terms: event.change }),
    },
    ...(isDoubted ? { follows_unproven: true as const } : {}),
    sealed: [],
  };
  const keys = await makePersonKeys(tx, personsOf(body));
  const kept = sealEvent(body, keys);
  const hash = hashEvent(kept);
  const { signing } = getReceiptIssuer().keys;
  await insertEvent(tx, ctx.companyId, kept, {
    hash,
    signature: signEvent(hash, signing),
    keyId: signing.kid,
  });
  await issueReceipt(tx, body, hash, keys);
  await postReceiptMail(tx, body);
  const row = project(previous, body);
  await upsertConsent(tx, row);
  await keepSnapshot(tx, ctx.companyId, row.productId);
  afterCommit(tx, () => recordMetric({ event: 'consent', type: body.event_type }));
  await insertDeliveries(tx, {
    eventId: body.record_id,
    companyId: ctx.companyId,
    seq: body.seq,
    type: `consent.${body.event_type}`,
    productId: row.productId,
    requestId: ctx.request.requestId,
  });
  const isSame =
    previous?.standing === row.standing && previous.expiresAt?.getTime() === row.expiresAt?.getTime();
  // An amendment changes which data is read, and neither standing nor end.
  if (!isSame || body.event_type === 'amended') {
    await enqueueReading(tx, { companyId: ctx.companyId, requestId: ctx.request.requestId });
  }
  return row;
}

const METHOD = {
  customer: 'button',
  colleague: 'colleague-link',
  staff: 'on-request',
  system: 'automatic',
} as const;

function onRequestOf(actor: EventCtx['actor']): { on_request?: OnRequest } {
  if (actor.kind !== 'staff') return {};
  const { by, channel, note } = actor.asked;
  return { on_request: { channel, asked_by: { name: by.name, user_id: by.userId }, note } };
}

function identificationOf(actor: EventCtx['actor']): { identification?: EventIdentification } {
  if ((actor.kind !== 'customer' && actor.kind !== 'staff') || actor.identified === null) return {};
  const { method, at, acr, amr } = actor.identified;
  return { identification: { method, time: at.toISOString(), acr, amr } };
}

function entityOf(actor: EventCtx['actor']): Actor {
  switch (actor.kind) {
    case 'customer':
      return { kind: 'customer', user_id: actor.userId, name: actor.name, role: actor.role };
    case 'colleague': {
      const { userId, name, role } = actor.onBehalfOf;
      return {
        kind: 'colleague',
        share_id: actor.shareId,
        on_behalf_of: { user_id: userId, name, role },
      };
    }
    case 'staff':
      return { kind: 'staff', user_id: actor.userId, name: actor.name };
    case 'system':
      return { kind: 'system', name: actor.name };
    default:
      return actor satisfies never;
  }
}
