// Stage for the decision API: keys, businesses that agreed and are connected, and questions over HTTP.
import { randomUUID } from 'node:crypto';
import { beforeAll } from 'vitest';
import type { Db } from '@/db/client';
import { connections } from '@/db/schema/connection';
import { addApiKey } from '@/lib/access/api-keys';
import { createDecisionApi } from '@/lib/api/decision-api';
import { grantConsent } from '@/lib/consent/grant-consent';
import type { Ctx } from '@/lib/context';
import { createLimiter } from '@/lib/security/rate-limiter';
import type { TestDatabase } from './database';
import { grantInput, ISSUER, makeCustomer, makeTools } from './factories';
import { NO_CODAT } from './no-codat';
import { receiptIssuer } from './receipt-issuer';

export const SITE = 'https://consent.bank.example';

export const later = (ctx: Ctx, seconds: number): Ctx => ({
  ...ctx,
  now: new Date(ctx.now.getTime() + seconds * 1000),
});

export const ask = (business: string, more: object = {}, dataType = 'invoices') => ({
  subject: { type: 'product', id: 'lending' },
  action: { name: 'read' },
  resource: { type: 'data', id: `${business}/${dataType}` },
  ...more,
});

export const idOfKey = (token: string) => token.split('_')[2] ?? '';

export function decisionStage(database: TestDatabase) {
  let lending = '';
  beforeAll(async () => {
    lending = await addKey({ products: ['lending'] });
  });

  async function addKey({
    products,
    perMinute = 100_000,
  }: {
    products?: string[];
    perMinute?: number;
  }): Promise<string> {
    const place = { db: database.db, mode: 'test', now: new Date() } as const;
    const wanted = { name: 'engine', scopes: ['decisions:read'], days: 1, perMinute } as const;
    return (await addApiKey(place, { ...wanted, products: products ?? null })).token;
  }

  function start({ db = database.db, now = () => new Date(), hops = 0 }: Start = {}) {
    const limiter = createLimiter({ db: database.db, logger: { warn: () => {} } });
    const site = { site: () => SITE, issuer: () => ISSUER };
    const signing = () => receiptIssuer().keys.signing;
    return createDecisionApi({
      database: () => ({ db }),
      ...site,
      now,
      signing,
      limiter: () => limiter,
      hops,
    });
  }

  /** With the key of lending, unless another one is given. */
  async function post(
    path: string,
    body: unknown,
    { key = lending, headers = {}, api = start() }: Post = {},
  ) {
    const response = await api.request(`/access/v1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, ...headers },
      body: JSON.stringify(body),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  }

  /** A business with a linked platform for accounting. */
  async function business({ agrees = true, connects = true, productId = 'lending' } = {}): Promise<Ctx> {
    const ctx = await makeCustomer(makeTools(database.db, NO_CODAT));
    if (agrees) await grantConsent(ctx, await grantInput(ctx.db, productId));
    if (!connects) return ctx;
    await ctx.db.insert(connections).values({
      companyId: ctx.companyId,
      platformKey: 'gbol',
      platformName: 'Xero',
      sourceType: 'Accounting',
      codatConnectionId: randomUUID(),
      state: 'Linked',
      createdAt: ctx.now,
      firstLinkedAt: ctx.now,
    });
    return ctx;
  }

  return { addKey, start, post, business };
}

interface Start {
  db?: Db;
  now?: () => Date;
  /** Trusted proxies. */
  hops?: number;
}

interface Post {
  key?: string;
  headers?: Record<string, string>;
  api?: ReturnType<typeof createDecisionApi>;
}
