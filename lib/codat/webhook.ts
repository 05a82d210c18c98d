// Webhook reader: verifies the signature and extracts the company. The body is a hint, never proof.
import { z } from 'zod';
import { jsonOrNull } from '../domain/text/json';
import { machineMs } from '../runtime/clock';
import { codatSignedHeaders, isFresh, isSigned, keyOf } from './webhook-signature';

/** The fields that are read; the full text is stored too. Every event has this envelope (docs/codat.md#webhooks). */
export interface WebhookMessage {
  /** The same on every delivery attempt. */
  messageId: string;
  eventType: string;
  /** Codat's id; null for events about the whole client. */
  codatCompanyId: string | null;
  /** The signed text. */
  body: string;
}

export type WebhookReading =
  | { ok: true; message: WebhookMessage }
  /**
   * `forged`: no or a wrong signature. `stale`: signed, but not recently: a replay, or one of the two clocks is wrong.
   * `unreadable`: signed, but not an event.
   */
  | { ok: false; problem: 'forged' | 'stale' | 'unreadable' };

export type ReadWebhook = (raw: ArrayBuffer, headers: Pick<Headers, 'get'>) => WebhookReading;

const id = z.guid().optional().catch(undefined);
const envelope = z.object({
  // It is logged and stored in a column: plain characters only.
  eventType: z.string().regex(/^[\x21-\x7e]{1,200}$/),
  payload: z.object({ id, referenceCompany: z.object({ id }).optional().catch(undefined) }).catch({}),
});

/** The message id becomes a primary key here. */
const MESSAGE_ID = /^[\w.:-]{1,200}$/;

/**
 * @param secrets `whsec_…`, the current one first, then the previous one during a change
 * The age is checked by the machine's clock, five minutes either way (Standard Webhooks).
 */
export function createWebhookReader(secrets: readonly string[]): ReadWebhook {
  const keys = secrets.map(keyOf);
  // A byte order mark is part of the signed text, but not of JSON.
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return (raw, headers) => {
    const signed = codatSignedHeaders(headers);
    if (signed === null || !isSigned(new Uint8Array(raw), signed, keys)) {
      return { ok: false, problem: 'forged' };
    }
    if (!isFresh(signed, machineMs())) return { ok: false, problem: 'stale' };
    const body = decode(decoder, raw);
    const read = envelope.safeParse(body === null ? null : jsonOrNull(body));
    if (body === null || !read.success || !MESSAGE_ID.test(signed.id)) {
      return { ok: false, problem: 'unreadable' };
    }
    const { eventType, payload } = read.data;
    return {
      ok: true,
      message: { messageId: signed.id, eventType, codatCompanyId: companyIn(eventType, payload), body },
    };
  };
}

/** In events about a company the payload is the company; other payloads refer to one. */
function companyIn(eventType: string, payload: z.infer<typeof envelope>['payload']): string | null {
  const own = eventType.startsWith('company.') ? payload.id : undefined;
  return (payload.referenceCompany?.id ?? own)?.toLowerCase() ?? null;
}

function decode(decoder: TextDecoder, raw: ArrayBuffer): string | null {
  try {
    return decoder.decode(raw);
  } catch {
    return null;
  }
}
