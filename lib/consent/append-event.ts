// Owns the only way into the ledger: event, exact words and standing are written together or not at all.
import type { Db } from '@/db/client';
import { findCompany } from '@/db/queries/companies';
import {
  type ConsentRow,
  findChainHead,
  findConsent,
  insertEvent,
  insertNotice,
  upsertConsent,
} from '@/db/queries/consents';
import type { Ctx } from '../context';
import { type ConsentEventBody, type ConsentEventType, expiryOf } from '../domain/consent';
import { hashEvent } from '../domain/ledger';
import { type Controller, type Notice, noticeHash, noticeText } from '../domain/notice';
import type { Product } from '../domain/product';
import { project } from '../domain/projection';
import { NotFound } from '../errors';

export interface NewEvent {
  type: ConsentEventType;
  product: Product;
  notice: Notice;
  controller: Controller;
  reason?: string;
}

/**
 * Appends one event to the business's chain and brings the standing in line with it.
 * The caller holds the lock on the business (`lockCompany`) in the same transaction: it makes `seq` gapless.
 */
export async function appendEvent(tx: Db, ctx: Ctx, event: NewEvent): Promise<ConsentRow> {
  const company = await findCompany(tx, ctx.companyId);
  if (company === null) throw new NotFound('company');
  const head = await findChainHead(tx, ctx.companyId);
  const previous = await findConsent(tx, ctx.companyId, event.product.id);
  const body = buildBody(ctx, event, {
    businessName: company.name,
    seq: (head?.seq ?? 0) + 1,
    prevHash: head?.hash ?? null,
    previousEventId: previous?.eventId ?? null,
  });
  await insertNotice(tx, {
    hash: body.privacy_notice.hash,
    productId: event.product.id,
    productVersion: event.product.version,
    language: event.notice.language,
    text: noticeText(event.notice),
    createdAt: ctx.now,
  });
  await insertEvent(tx, ctx.companyId, body, hashEvent(body));
  const row = project(previous, body);
  await upsertConsent(tx, row);
  return row;
}

interface ChainFacts {
  businessName: string;
  seq: number;
  prevHash: string | null;
  previousEventId: string | null;
}

function buildBody(ctx: Ctx, event: NewEvent, chain: ChainFacts): ConsentEventBody {
  const { product, notice, controller } = event;
  const language = notice.language;
  const validUntil = expiryOf(product, ctx.now);
  return {
    schema_version: 1,
    record_id: crypto.randomUUID(),
    seq: chain.seq,
    prev_hash: chain.prevHash,
    event_type: event.type,
    event_time: ctx.now.toISOString(),
    pii_principal_id: ctx.companyId,
    business_name: chain.businessName,
    entity: { kind: 'customer', user_id: ctx.actor.userId, name: ctx.actor.name, role: ctx.actor.role },
    service: { product_id: product.id, version: product.version, name: product.name[language] },
    purposes: product.purposes.map((p) => ({
      id: p.id,
      text: p.text[language],
      lawful_basis: p.lawfulBasis,
    })),
    pii: product.data.map((cluster) => ({
      cluster: cluster.id,
      source_type: cluster.sourceType,
      pii_types: cluster.dataTypes.map((d) => ({ id: d.id, pii_optional: !d.required })),
      direction: 'read',
    })),
    // No platform is chosen yet when a customer agrees; the connection that serves the consent is found by source type.
    sources: [],
    history_months: product.historyMonths,
    validity_duration: {
      type: validUntil === null ? 'one-time' : 'until',
      valid_from: ctx.now.toISOString(),
      valid_until: validUntil?.toISOString() ?? null,
    },
    collection_frequency: product.frequency,
    controller: controller.name,
    processors: product.parties.filter((p) => p.role === 'processor').map((p) => p.name),
    recipient_third_parties: product.parties.filter((p) => p.role === 'recipient').map((p) => p.name),
    retention_days: product.retentionDays,
    privacy_notice: { hash: noticeHash(notice), language, product_version: product.version },
    collection: {
      method: 'button',
      page: ctx.request.page,
      locale: ctx.request.locale,
      ip_truncated: ctx.request.ipTruncated,
      user_agent: ctx.request.userAgent,
      request_id: ctx.request.requestId,
    },
    change: { previous_record_id: chain.previousEventId, reason: event.reason ?? null },
  };
}
