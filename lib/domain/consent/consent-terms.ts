// Value object of consent terms: the data, purposes, duration and parties that an event records.

import { type Controller, type NoticeWording, noticeHash } from '../notice/notice';
import type { Product } from '../product/product';
import { type ConsentEventBody, expiryOf } from './consent';

export type ConsentTerms = Pick<
  ConsentEventBody,
  | 'service'
  | 'purposes'
  | 'pii'
  | 'sources'
  | 'history_months'
  | 'validity_duration'
  | 'collection_frequency'
  | 'controller'
  | 'processors'
  | 'recipient_third_parties'
  | 'retention_days'
  | 'privacy_notice'
>;

/** The terms of a product as in its notice, beginning now. */
export function termsOf(
  product: Product,
  notice: NoticeWording,
  controller: Controller,
  now: Date,
): ConsentTerms {
  const language = notice.language;
  const validUntil = expiryOf(product, now);
  const namesOf = (role: 'processor' | 'recipient') =>
    product.parties.filter((party) => party.role === role).map((party) => party.name);
  return {
    service: { product_id: product.id, version: product.version, name: product.name[language] },
    purposes: product.purposes.map((purpose) => ({
      id: purpose.id,
      text: purpose.text[language],
      lawful_basis: purpose.lawfulBasis,
    })),
    pii: product.data.map((cluster) => ({
      cluster: cluster.id,
      source_type: cluster.sourceType,
      pii_types: cluster.dataTypes.map((type) => ({ id: type.id, pii_optional: !type.required })),
      direction: 'read',
    })),
    // No platform is chosen yet at the time of consent; its connection is found by source type.
    sources: [],
    history_months: product.historyMonths,
    validity_duration: {
      type: validUntil === null ? 'one-time' : 'until',
      valid_from: now.toISOString(),
      valid_until: validUntil?.toISOString() ?? null,
    },
    collection_frequency: product.frequency,
    controller: controller.name,
    processors: namesOf('processor'),
    recipient_third_parties: namesOf('recipient'),
    retention_days: product.retentionDays,
    privacy_notice: { hash: noticeHash(notice), language, product_version: product.version },
  };
}

/** The terms of an earlier event: pausing, resuming and withdrawing use these, whatever the product asks for today. */
export function termsIn(event: ConsentEventBody): ConsentTerms {
  return {
    service: event.service,
    purposes: event.purposes,
    pii: event.pii,
    sources: event.sources,
    history_months: event.history_months,
    validity_duration: event.validity_duration,
    collection_frequency: event.collection_frequency,
    controller: event.controller,
    processors: event.processors,
    recipient_third_parties: event.recipient_third_parties,
    retention_days: event.retention_days,
    privacy_notice: event.privacy_notice,
  };
}
