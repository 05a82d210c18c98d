// Verb: records the embedded Link's callback as a hint, once; Codat's answer alone makes it true.

import type { ConnectionRow } from '@/db/queries/connections';
import { findConsent } from '@/db/queries/consents';
import { countLinkCallbacks, insertLinkCallback, insertLinkWords } from '@/db/queries/link-callbacks';
import type { Ctx } from '../context';
import { isLinked } from '../domain/connection/connection';
import { stands } from '../domain/consent/consent';
import { sha256 } from '../domain/crypto/sha256';
import type { Locale } from '../domain/text/language';
import { Precondition } from '../errors';
import { lockBusiness } from '../facts/lock-business';
import { getProduct } from '../product/get-product';
import { findReported } from './find-reported';

export type Callback =
  /** Of a connection: Codat's id of it. */
  | { kind: 'started' | 'connected'; connectionId: string }
  /** The Markdown of the screen that the customer agreed to. */
  | { kind: 'consented'; text: string; language: Locale; productVersion: number }
  /** Of a visit: one showing of the page. */
  | { kind: 'closed' | 'finished'; visitId: string }
  | { kind: 'failed'; visitId: string; correlationId: string | null; message: string | null };

export type Recorded =
  | 'recorded'
  /** Kept before. */
  | 'repeated'
  /** Nothing that Codat knows of this business, or more than one visit after the other can bring about. */
  | 'ignored';

/** For one business and product; a customer who opens the window every day for a year does not get there. */
const MOST = 2000;
/** Distinct texts: one for each version and language that Codat's window may show. */
const MOST_WORDS = 50;

/**
 * Safe to repeat, in any order. A connection is looked up at Codat, whatever the browser says about it.
 * @throws Precondition `consent-missing` when nothing is agreed any more: then the window must go
 */
export async function recordCallback(ctx: Ctx, productId: string, callback: Callback): Promise<Recorded> {
  const product = await getProduct(ctx.db, productId);
  const reported = 'connectionId' in callback ? await findReported(ctx, callback.connectionId) : null;
  const subject = subjectOf(callback);
  return ctx.db.transaction(async (tx) => {
    // A withdrawal in another tab comes before this or after it, never in between.
    await lockBusiness(tx, ctx.companyId);
    const consent = await findConsent(tx, ctx.companyId, product.id);
    const isStanding = stands(consent, ctx.now);
    if (!isStanding && !isEnd(callback)) throw new Precondition('consent-missing');
    if ('connectionId' in callback && !isTrue(callback.kind, reported)) return 'ignored';
    if ((await countLinkCallbacks(tx, ctx.companyId, product.id)) >= MOST) return 'ignored';
    if (callback.kind === 'consented') {
      if ((await countLinkCallbacks(tx, ctx.companyId, product.id, 'consented')) >= MOST_WORDS)
        return 'ignored';
      await insertLinkWords(tx, {
        hash: subject,
        productId: product.id,
        productVersion: Math.min(callback.productVersion, product.version),
        language: callback.language,
        text: callback.text,
        createdAt: ctx.now,
      });
    }
    const isNew = await insertLinkCallback(tx, ctx.companyId, {
      productId: product.id,
      userId: ctx.actor.userId,
      kind: callback.kind,
      subject,
      consentEventId: isStanding && consent !== null ? consent.eventId : null,
      message: callback.kind === 'failed' ? callback.message : null,
      at: ctx.now,
    });
    return isNew ? 'recorded' : 'repeated';
  });
}

/** Nothing is called connected before Codat says so. */
function isTrue(kind: 'started' | 'connected', reported: ConnectionRow | null): boolean {
  return reported !== null && (kind === 'started' || isLinked(reported));
}

/** What ends a visit is true whatever is agreed. */
function isEnd({ kind }: Callback): boolean {
  return kind === 'closed' || kind === 'finished' || kind === 'failed';
}

function subjectOf(callback: Callback): string {
  switch (callback.kind) {
    case 'started':
    case 'connected':
      return callback.connectionId;
    case 'consented':
      return sha256(callback.text);
    case 'failed':
      return callback.correlationId ?? callback.visitId;
    case 'closed':
    case 'finished':
      return callback.visitId;
    default:
      return callback satisfies never;
  }
}
