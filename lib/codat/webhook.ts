// Owns reading a webhook: whether Codat sent it, and which company and connection it is about. Nothing in it is taken for the truth.
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { z } from 'zod';

/** What we read of an event; the body as a whole is kept beside it. Contract: every event has this envelope. */
export interface WebhookMessage {
  /** The same on every attempt to deliver it. */
  messageId: string;
  eventType: string;
  /** Codat's ids; null for events about the client as a whole. */
  codatCompanyId: string | null;
  body: unknown;
}

export type WebhookReading =
  | { ok: true; message: WebhookMessage }
  /** `forged`: no, a wrong or an old signature; deliberately one word for all. `unreadable`: signed, and not an event. */
  | { ok: false; problem: 'forged' | 'unreadable' };

export type ReadWebhook = (raw: ArrayBuffer, headers: Headers) => WebhookReading;

const id = z.guid();
const envelope = z.looseObject({
  eventType: z.string().min(1).max(200),
  payload: z.looseObject({ id: id.optional().catch(undefined) }).catch({}),
});
const referred = z.looseObject({ referenceCompany: z.looseObject({ id }) });

const NAMES = ['id', 'timestamp', 'signature'] as const;
/** A message id becomes a key of ours. */
const MESSAGE_ID = /^[\w.:-]{1,200}$/;

/**
 * @param secrets `whsec_…`, the current one first, then the one before it while it is being changed
 * The age is judged by the machine's clock, five minutes either way (Standard Webhooks).
 */
export function createWebhookReader(secrets: readonly string[]): ReadWebhook {
  const verifiers = secrets.map((secret) => new Webhook(secret));
  // A byte order mark is part of what was signed.
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return (raw, headers) => {
    const signed = Object.fromEntries(
      NAMES.map((name) => [
        `webhook-${name}`,
        headers.get(`webhook-${name}`) ?? headers.get(`svix-${name}`) ?? '',
      ]),
    );
    const text = decode(decoder, raw);
    if (text === null || !verifiers.some((one) => verifies(one, text, signed))) {
      return { ok: false, problem: 'forged' };
    }
    const messageId = signed['webhook-id'] ?? '';
    const read = envelope.safeParse(parse(text));
    if (!read.success || !MESSAGE_ID.test(messageId)) return { ok: false, problem: 'unreadable' };
    const { eventType, payload } = read.data;
    return {
      ok: true,
      message: { messageId, eventType, codatCompanyId: companyIn(eventType, payload), body: read.data },
    };
  };
}

/** Events about a company are the company; the others refer to one. */
function companyIn(eventType: string, payload: { id?: string | undefined }): string | null {
  const reference = referred.safeParse(payload);
  if (reference.success) return reference.data.referenceCompany.id.toLowerCase();
  return eventType.startsWith('company.') ? (payload.id?.toLowerCase() ?? null) : null;
}

function decode(decoder: TextDecoder, raw: ArrayBuffer): string | null {
  try {
    return decoder.decode(raw);
  } catch {
    return null;
  }
}

function verifies(verifier: Webhook, text: string, signed: Record<string, string>): boolean {
  try {
    verifier.verify(text, signed, { jsonParse: false });
    return true;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false;
    throw error;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
