// Owns the answer to a delivery of Codat: signed by Codat, kept once, and acknowledged before any work is done.
import type { ReadWebhook } from '../codat/webhook';
import type { Kept, WebhookInbox } from './inbox';

export type Receipt = Kept | 'forged' | 'stale' | 'unreadable';

/** @throws when the database cannot keep it */
export async function receiveWebhook(
  tools: { inbox: WebhookInbox; read: ReadWebhook },
  delivery: { raw: ArrayBuffer; headers: Pick<Headers, 'get'>; requestId: string },
): Promise<Receipt> {
  const reading = tools.read(delivery.raw, delivery.headers);
  if (!reading.ok) return reading.problem;
  return tools.inbox.keep({ ...reading.message, requestId: delivery.requestId });
}
