// Test helper: a webhook with Codat's signature.
import { createHmac, randomUUID } from 'node:crypto';

export interface SignedWebhook {
  id: string;
  body: string;
  headers: Record<string, string>;
}

/** @param key the raw key, without `whsec_` and base64 */
export function signWebhook(key: Buffer, body: string, id = `msg_${randomUUID()}`): SignedWebhook {
  const at = String(Math.floor(Date.now() / 1000));
  const mac = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64');
  return {
    id,
    body,
    headers: {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'webhook-id': id,
      'webhook-timestamp': at,
      'webhook-signature': `v1,${mac}`,
    },
  };
}

/** @param codatCompanyId of the company that the event is about */
export function eventAbout(codatCompanyId: string, eventType = 'connection.connected'): string {
  return JSON.stringify({
    id: randomUUID(),
    eventType,
    generatedDate: new Date().toISOString(),
    payload: { referenceCompany: { id: codatCompanyId } },
  });
}
