// Read model of a redline: today's notice against the agreed one, in the language of the agreement.

import type { Db } from '@/db/client';
import { findNotice } from '@/db/queries/consents';
import { findProduct } from '@/db/queries/products';
import type { ConsentEventBody } from '../domain/consent/consent';
import { buildNotice, type Controller, noticeText } from '../domain/notice/notice';
import { type RedlineLine, redlineChanges } from '../domain/notice/redline';
import type { Locale } from '../domain/text/language';

export interface Redline {
  /** Of the words, not of the page. */
  language: Locale;
  lines: RedlineLine[];
}

/** Null while the words are the same, and where there is nothing to compare. */
export async function getRedline(
  db: Db,
  terms: Pick<ConsentEventBody, 'service' | 'privacy_notice'>,
  controller: Controller,
): Promise<Redline | null> {
  const [product, agreed] = await Promise.all([
    findProduct(db, terms.service.product_id),
    findNotice(db, terms.privacy_notice.hash),
  ]);
  if (product === null || agreed === null) return null;
  const { language } = terms.privacy_notice;
  const lines = redlineChanges(agreed.text, noticeText(buildNotice(product, controller, language)));
  return lines.length === 0 ? null : { language, lines };
}
