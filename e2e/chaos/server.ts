// Kill target of a chaos run: a process that serves orders by calling verbs, as a web process does, without its pages.
import { connectDatabase } from '@/db/client';
import { getCodat } from '@/lib/codat/process';
import type { Ctx } from '@/lib/context';
import { getEnv } from '@/lib/runtime/env';
import { identified } from '../factories';
import type { Order, Reply } from './acts';
import { perform } from './perform';

const env = getEnv();
const { db } = connectDatabase(env.DATABASE_URL);
const codat = getCodat();

function ctxOf({ business, requestId }: Order): Ctx {
  const now = new Date();
  const { companyId, userId } = business;
  return {
    db,
    codat,
    now,
    request: { requestId, page: '/chaos', locale: 'en', ipTruncated: null, userAgent: null },
    companyId,
    actor: { kind: 'customer', userId, name: 'Maya Okafor', role: 'owner', identified: identified(now) },
  };
}

process.on('message', (order: Order) => {
  void perform(ctxOf(order), order.act, env.CODAT_LINK_ORIGINS).then((outcome) => {
    // The parent process may be gone.
    if (process.connected) process.send?.({ id: order.id, outcome } satisfies Reply);
  });
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
