// Owns the answer to a delivery of Codat: signed by Codat, kept once, and 2xx before any work is done.
import type { Db } from '@/db/client';
import { insertWebhook } from '@/db/queries/webhooks';
import type { ReadWebhook } from '../codat/webhook';

export type Receipt = 'kept' | 'known' | 'forged' | 'unreadable';

export async function receiveWebhook(
  tools: { db: Db; read: ReadWebhook },
  delivery: { raw: ArrayBuffer; headers: Headers; requestId: string },
): Promise<Receipt> {
  const reading = tools.read(delivery.raw, delivery.headers);
  if (!reading.ok) return reading.problem;
  return (await insertWebhook(tools.db, reading.message, delivery.requestId)) ? 'kept' : 'known';
}
