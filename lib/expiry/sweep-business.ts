// Sweep of one business: writes what has ended into the ledger, and enqueues the news of coming ends.

import type { Db } from '@/db/client';
import { lockCompany } from '@/db/queries/companies';
import { insertConnectionEvents } from '@/db/queries/connection-events';
import { type ConsentRow, listConsents } from '@/db/queries/consents';
import { insertJob } from '@/db/queries/jobs';
import { dismissOlder, findTold, insertNotification } from '@/db/queries/notifications';
import { listProducts } from '@/db/queries/products';
import { listBasis } from '@/db/queries/snapshots';
import { agreementsNow } from '../consent/agreements-now';
import { appendEvent } from '../consent/append-event';
import { enqueueEnds } from '../consent/enqueue-ends';
import { termsInForce } from '../consent/terms-in-force';
import type { EventCtx } from '../context';
import { agreedProducts } from '../domain/access/agreed-product';
import { isLive } from '../domain/consent/consent';
import { keptUntil } from '../domain/consent/retention';
import { type DueNews, dueNews } from '../domain/expiry/expiry-told';
import { notBefore } from '../domain/ledger/ledger';
import { reliesOn } from '../domain/next-step/next-step';
import type { Product } from '../domain/product/product';
import type { Locale } from '../domain/text/language';
import { notify } from '../mail/notify';
import { listTimedConnections, type TimedConnection } from './business-times';
import { tellUnfinished } from './tell-unfinished';

export interface Scene {
  tx: Db;
  ctx: EventCtx;
  language: Locale;
  /** As far as they were agreed to. */
  products: Product[];
}

/** Repeating it changes nothing; several at once take turns by the lock on the business. */
export async function sweepBusiness(db: Db, companyId: string, at: Date, unfinishedDays = 0): Promise<void> {
  await db.transaction(async (tx) => {
    if (!(await lockCompany(tx, companyId))) return;
    const events = (await listBasis(tx, companyId)).map(({ body }) => body);
    const last = events.at(-1);
    const now = notBefore(at, last === undefined ? null : new Date(last.event_time));
    const language = last?.collection.locale ?? 'en';
    const products = agreedProducts(await listProducts(tx), events, now);
    const scene = { tx, ctx: ctxOf(companyId, now, language), language, products };
    await expireConsents(scene);
    await tellNews(scene);
    if (unfinishedDays > 0) await tellUnfinished(scene, unfinishedDays);
  });
}

function ctxOf(companyId: string, now: Date, locale: Locale): EventCtx {
  return {
    companyId,
    actor: { kind: 'system', name: 'expiry' },
    now,
    request: { requestId: crypto.randomUUID(), page: '', locale, ipTruncated: null, userAgent: null },
  };
}

async function expireConsents(scene: Scene): Promise<void> {
  const { tx, ctx, products } = scene;
  const consents = await listConsents(tx, ctx.companyId);
  const over = consents
    .filter(({ standing, expiresAt }) => isLive(standing) && expiresAt !== null && expiresAt <= ctx.now)
    .sort((a, b) => Number(a.expiresAt) - Number(b.expiresAt));
  for (const consent of over) {
    const facts = {
      products,
      consents,
      connections: await listTimedConnections(tx, ctx.companyId),
      now: ctx.now,
    };
    await expire(scene, facts, consent);
  }
}

async function expire(
  { tx, ctx, language, products }: Scene,
  facts: Parameters<typeof enqueueEnds>[1],
  consent: ConsentRow,
): Promise<void> {
  const { companyId, now, request } = ctx;
  const { productId, expiresAt } = consent;
  const terms = await termsInForce(tx, companyId, productId, consent.standing);
  if (terms === null || expiresAt === null) return;
  // The request id ties the work to this event alone.
  const requestId = crypto.randomUUID();
  const row = await appendEvent(
    tx,
    { ...ctx, request: { ...request, requestId } },
    { type: 'expired', terms },
  );
  const end = { endedAt: expiresAt, retentionDays: terms.retention_days };
  if (products.some(({ id }) => id === productId)) {
    await enqueueEnds(tx, facts, { companyId, productId, deletion: 'keep', ...end, requestId });
  }
  await notify(tx, {
    companyId,
    kind: 'consent-expired',
    productId,
    facts: {
      productId,
      product: nameOf(products, productId, language),
      at: expiresAt.toISOString(),
      deletedBy: keptUntil(end).toISOString(),
    },
    language,
    dedupe: `consent-expired:${row.eventId}`,
    now,
    requestId,
  });
}

async function tellNews(scene: Scene): Promise<void> {
  const { tx, ctx, products } = scene;
  const { companyId, now } = ctx;
  const consents = await listConsents(tx, companyId);
  const connections = await listTimedConnections(tx, companyId);
  const told = await findTold(tx, companyId);
  const agreements = await agreementsNow(tx, companyId, now);
  for (const news of dueNews({ companyId, consents, agreements, connections, now, told })) {
    const connection =
      'connectionId' in news ? connections.find(({ id }) => id === news.connectionId) : undefined;
    if (connection === undefined) await tellOfProduct(scene, news);
    else {
      const relying = products.filter((product) =>
        reliesOn(
          product,
          consents.find(({ productId }) => productId === product.id) ?? null,
          connection,
          now,
        ),
      );
      await tellOfConnection(scene, news, connection, relying);
    }
  }
}

async function tellOfProduct({ tx, ctx, language, products }: Scene, news: DueNews): Promise<void> {
  const { companyId, now } = ctx;
  if (news.kind === 'connection-expiring' || news.kind === 'connection-expired') return;
  const { productId, dedupe } = news;
  const product = nameOf(products, productId, language);
  const common = { companyId, productId, language, dedupe, now, requestId: ctx.request.requestId };
  if (news.kind === 'consent-expiring') {
    const facts = { productId, product, at: news.endsAt.toISOString(), days: news.days };
    await notify(tx, { ...common, kind: news.kind, facts });
    return;
  }
  const facts = {
    productId,
    product,
    since: news.since.toISOString(),
    until: news.until?.toISOString() ?? '',
  };
  if (news.isQuiet) {
    const quiet = { companyId, kind: news.kind, productId, connectionId: null, facts, dedupe };
    await insertNotification(tx, { ...quiet, createdAt: now, dismissedAt: now });
    return;
  }
  // One at a time: the round before has been overtaken.
  await dismissOlder(tx, companyId, { kind: news.kind, productId }, now);
  await notify(tx, { ...common, kind: news.kind, facts });
}

async function tellOfConnection(
  { tx, ctx, language }: Scene,
  news: DueNews,
  connection: TimedConnection,
  relying: readonly Product[],
): Promise<void> {
  const { companyId, now } = ctx;
  if (news.kind !== 'connection-expiring' && news.kind !== 'connection-expired') return;
  const { connectionId, dedupe } = news;
  const facts = {
    connectionId,
    platform: connection.platformName,
    organisation: connection.organisation ?? '',
    at: news.endsAt.toISOString(),
    products: new Intl.ListFormat(language).format(relying.map(({ name }) => name[language])),
  };
  if (news.kind === 'connection-expired' && news.why === 'lapsed')
    await lapse(tx, ctx, connection, news.endsAt);
  if (relying.length === 0) {
    // No reminder is needed; it is stored as sent, so that the sweep does not visit it every minute.
    const { kind } = news;
    await insertNotification(tx, {
      companyId,
      kind,
      productId: null,
      connectionId,
      facts,
      dedupe,
      createdAt: now,
      dismissedAt: now,
    });
    return;
  }
  const common = { companyId, connectionId, language, dedupe, now, requestId: ctx.request.requestId };
  if (news.kind === 'connection-expired') {
    await notify(tx, { ...common, kind: news.kind, facts: { ...facts, why: news.why } });
  } else {
    const lasts = connection.accessDays ?? 0;
    await notify(tx, { ...common, kind: news.kind, facts: { ...facts, days: news.days, lasts } });
  }
}

/**
 * Here nothing is read any more from that moment on, whether or not Codat answers. There it is unlinked and not deleted:
 * what was read stays, and signing in at the bank opens the very same connection again.
 */
async function lapse(tx: Db, ctx: EventCtx, connection: TimedConnection, at: Date): Promise<void> {
  const { companyId, request } = ctx;
  await insertConnectionEvents(tx, companyId, [
    { connectionId: connection.id, kind: 'lapsed', at, by: null, organisation: connection.organisation },
  ]);
  if (connection.state !== 'Linked') return;
  const job = { kind: 'unlink-lapsed-connection', companyId, connectionId: connection.id } as const;
  await insertJob(tx, { job, requestId: request.requestId });
}

function nameOf(products: readonly Product[], productId: string, language: Locale): string {
  return products.find(({ id }) => id === productId)?.name[language] ?? productId;
}
