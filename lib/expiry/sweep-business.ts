// Sweep of one business: writes what has ended into the ledger, and enqueues the news of coming ends.

import type { Db } from '@/db/client';
import { insertConnectionEvents } from '@/db/queries/connection-events';
import type { ConsentRow } from '@/db/queries/consents';
import { insertJob } from '@/db/queries/jobs';
import { dismissOlder, findTold, insertNotification } from '@/db/queries/notifications';
import type { Agreements } from '../consent/agreements';
import { agreementsOf } from '../consent/agreements-now';
import { changeAgreement } from '../consent/change-agreement';
import type { EventCtx } from '../context';
import { isLive } from '../domain/consent/consent';
import { keptUntil } from '../domain/consent/retention';
import { type DueNews, dueNews } from '../domain/expiry/expiry-told';
import { endJobs } from '../domain/next-step/agreement-ends';
import { reliesOn } from '../domain/next-step/next-step';
import type { Product } from '../domain/product/product';
import type { Locale } from '../domain/text/language';
import { notify } from '../mail/notify';
import { type TimedConnection, timedConnections } from './business-times';
import { tellUnfinished } from './tell-unfinished';

export interface Scene {
  tx: Db;
  ctx: EventCtx;
  language: Locale;
  /** As far as they were agreed to. */
  products: Product[];
  agreements: Agreements<EventCtx>;
}

/** Repeating it changes nothing; several at once take turns by the lock on the business. */
export async function sweepBusiness(db: Db, companyId: string, at: Date, unfinishedDays = 0): Promise<void> {
  const request = { requestId: crypto.randomUUID(), page: '', ipTruncated: null, userAgent: null };
  const asked: EventCtx = {
    companyId,
    actor: { kind: 'system', name: 'expiry' },
    now: at,
    request: { ...request, locale: 'en' },
  };
  await changeAgreement({ ...asked, db }, async (agreements) => {
    const { tx } = agreements;
    const language = agreements.events().at(-1)?.collection.locale ?? 'en';
    const ctx = { ...agreements.ctx, request: { ...asked.request, locale: language } };
    const scene = { tx, ctx, language, products: agreements.agreedProducts(), agreements };
    await expireConsents(scene);
    await tellNews(scene);
    if (unfinishedDays > 0) await tellUnfinished(scene, unfinishedDays);
  });
}

async function expireConsents(scene: Scene): Promise<void> {
  const { ctx, agreements } = scene;
  const over = agreements
    .consents()
    .filter(({ standing, expiresAt }) => isLive(standing) && expiresAt !== null && expiresAt <= ctx.now)
    .sort((a, b) => Number(a.expiresAt) - Number(b.expiresAt));
  for (const consent of over) await expire(scene, consent);
}

async function expire(
  { tx, ctx, language, products, agreements }: Scene,
  { productId, expiresAt }: ConsentRow,
): Promise<void> {
  const { companyId, now, request } = ctx;
  const { terms } = agreements.agreement(productId);
  if (terms === null || expiresAt === null) return;
  const connections = timedConnections(agreements.facts);
  const before = { products, consents: agreements.consents(), connections, now };
  // The request id ties the work to this event alone.
  const requestId = crypto.randomUUID();
  const row = await agreements.append(
    { type: 'expired', terms },
    { ...ctx, request: { ...request, requestId } },
  );
  const end = { endedAt: expiresAt, retentionDays: terms.retention_days };
  if (products.some(({ id }) => id === productId)) {
    agreements.enqueue(endJobs(before, { companyId, productId, deletion: 'keep', ...end, requestId }));
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
  const { tx, ctx, products, agreements } = scene;
  const { companyId, now } = ctx;
  const consents = agreements.consents();
  const connections = timedConnections(agreements.facts);
  const told = await findTold(tx, companyId);
  const today = agreementsOf({ ...agreements.facts, consents }, agreements.events(), now);
  for (const news of dueNews({ companyId, consents, agreements: today, connections, now, told })) {
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
