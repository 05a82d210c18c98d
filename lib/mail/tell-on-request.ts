// Transactional outbox: letters to the customer about an act of staff, in the transaction of that act.

import type { Db } from '@/db/client';
import { findProductVersion } from '@/db/queries/products';
import type { ActingCtx, StaffActor } from '../context';
import type { ConsentTerms } from '../domain/consent/consent-terms';
import type { MailFacts } from '../domain/letter/mail';
import type { Locale } from '../domain/text/language';
import { postMail } from './post-mail';

export type OnRequestCtx = ActingCtx & { actor: StaffActor };

export async function tellPaused(tx: Db, ctx: OnRequestCtx, terms: ConsentTerms): Promise<void> {
  const { product_id: productId, version, name } = terms.service;
  const { language } = terms.privacy_notice;
  const product = await findProductVersion(tx, productId, version);
  await tellOnRequest(tx, ctx, language, {
    act: 'paused',
    subject: product?.name[language] ?? name,
    path: `/consents/${encodeURIComponent(productId)}`,
  });
}

export async function tellOnRequest(
  tx: Db,
  ctx: OnRequestCtx,
  language: Locale,
  what: Pick<MailFacts['done-on-request'], 'act' | 'subject' | 'path'>,
): Promise<void> {
  const { companyId, now, request, actor } = ctx;
  await postMail(tx, {
    companyId,
    kind: 'done-on-request',
    facts: {
      ...what,
      at: now.toISOString(),
      staff: actor.name,
      askedBy: actor.asked.by.name,
      channel: actor.asked.channel,
      reason: actor.asked.reason,
    },
    language,
    dedupe: `on-request:${request.requestId}:${what.path}`,
    requestId: request.requestId,
    now,
  });
}
