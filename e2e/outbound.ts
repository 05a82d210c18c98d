// Test fixture for outgoing webhooks: the tools of a process, a worker that uses them, and businesses with a history.

import { randomBytes } from 'node:crypto';
import type { Db } from '@/db/client';
import { changeAgreement } from '@/lib/consent/change-agreement';
import { grantConsent } from '@/lib/consent/grant-consent';
import { pauseConsent, resumeConsent } from '@/lib/consent/pause-consent';
import { termsInForce } from '@/lib/consent/terms-in-force';
import type { Ctx } from '@/lib/context';
import { createJobRunner } from '@/lib/jobs/definitions';
import { startWorker, type Worker } from '@/lib/jobs/worker';
import { createCircuitBreakers } from '@/lib/webhooks-out/circuit-breakers';
import type { OutboundTools } from '@/lib/webhooks-out/deliver';
import { addSubscriber } from '@/lib/webhooks-out/subscribers';
import type { TestDatabase } from './database';
import { grantInput, makeCustomer, makeTools } from './factories';
import { NO_CODAT } from './no-codat';

const QUIET = { info: () => {}, warn: () => {}, error: () => {} };

export const sealKey = randomBytes(32);

export function outboundTools(db: Db, timeoutMs = 5_000): OutboundTools {
  return {
    db,
    breakers: createCircuitBreakers(),
    seal: { keys: [sealKey] },
    post: { privateHosts: ['127.0.0.1'], timeoutMs },
    logger: QUIET,
  };
}

export async function subscribe(
  db: Db,
  name: string,
  url: string,
  wants: Partial<Pick<Parameters<typeof addSubscriber>[1], 'types' | 'products'>> = {},
): Promise<{ id: string; secret: string }> {
  return addSubscriber(
    { db, seal: { keys: [sealKey] }, policy: { privateHosts: ['127.0.0.1'] } },
    { name, url, types: null, products: null, ...wants },
  );
}

export async function startOutboundWorker(
  database: TestDatabase,
  tools: OutboundTools,
  leaseMs = 45_000,
): Promise<Worker> {
  const runJob = createJobRunner({
    db: database.db,
    codat: NO_CODAT,
    now: () => new Date(),
    outbound: () => tools,
  });
  return startWorker({
    database,
    // Letters are sent elsewhere.
    runJob: async (job, requestId) => {
      if (job.kind !== 'send-mail') await runJob(job, requestId);
    },
    now: () => new Date(),
    logger: QUIET,
    avoided: tools.breakers.openCircuits,
    leaseMs,
  });
}

/** A new business with the given number of events of one product. */
export async function businessWith(db: Db, events: number, productId = 'lending'): Promise<Ctx> {
  const ctx = await makeCustomer(makeTools(db, NO_CODAT));
  for (let n = 0; n < events; n += 1) {
    if (n === 0) await grantConsent(ctx, await grantInput(db, productId));
    else if (n % 2 === 1) await pauseConsent(ctx, productId);
    else await resumeConsent(ctx, productId);
  }
  return ctx;
}

const BATCH = 200;

/** The same in few transactions: many events, quickly. */
export async function businessWithMany(db: Db, events: number, productId = 'lending'): Promise<Ctx> {
  const ctx = await businessWith(db, 1, productId);
  const terms = await termsInForce(db, ctx.companyId, productId);
  if (terms === null) throw new Error('nothing is agreed');
  for (let from = 1; from < events; from += BATCH) {
    await changeAgreement({ ...ctx, db }, async (agreements) => {
      for (let n = from; n < Math.min(from + BATCH, events); n += 1)
        await agreements.append({ type: n % 2 === 1 ? 'paused' : 'resumed', terms });
    });
  }
  return ctx;
}
