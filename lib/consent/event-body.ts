// Factory of consent events: builds the next event of a business's chain from what was done, by whom and how.
import type { ConsentRow } from '@/db/queries/consents';
import type { EventCtx } from '../context';
import type {
  Actor,
  ConsentEventBody,
  ConsentEventType,
  EventIdentification,
  TermsChange,
} from '../domain/consent/consent';
import type { ConsentTerms } from '../domain/consent/consent-terms';
import type { OnRequest } from '../domain/consent/on-request';
import { notBefore } from '../domain/ledger/ledger';
import { hasReceipt } from '../domain/receipt/receipt';
import type { LedgerHead } from './chain-head';

export interface NewEvent {
  type: ConsentEventType;
  terms: ConsentTerms;
  reason?: string;
  /** What the customer chose to happen to data already read. */
  deletion?: 'keep' | 'delete';
  /** Of a consent after an earlier one: the changes it makes. */
  change?: TermsChange;
}

interface Before {
  businessName: string;
  /** Null before the first event. */
  head: LedgerHead | null;
  /** The standing of the product before the event. */
  previous: ConsentRow | null;
}

/** Not yet encrypted; it is encrypted before it is hashed. */
export function eventBody(
  ctx: EventCtx,
  event: NewEvent,
  { businessName, head, previous }: Before,
): ConsentEventBody {
  return {
    schema_version: 2,
    record_id: crypto.randomUUID(),
    // Under the event's hash, so that no receipt can be put beside an event later.
    receipt_id: hasReceipt(event.type) ? crypto.randomUUID() : null,
    seq: (head?.seq ?? 0) + 1,
    prev_hash: head?.hash ?? null,
    event_type: event.type,
    event_time: notBefore(ctx.now, head?.at ?? null).toISOString(),
    pii_principal_id: ctx.companyId,
    business_name: businessName,
    entity: entityOf(ctx.actor),
    ...event.terms,
    collection: {
      method: METHOD[ctx.actor.kind],
      page: ctx.request.page,
      locale: ctx.request.locale,
      ip_truncated: ctx.request.ipTruncated,
      user_agent: ctx.request.userAgent,
      request_id: ctx.request.requestId,
      ...onRequestOf(ctx.actor),
      ...identificationOf(ctx.actor),
    },
    change: {
      previous_record_id: previous?.eventId ?? null,
      reason: event.reason ?? (ctx.actor.kind === 'staff' ? ctx.actor.asked.reason : null),
      ...(event.deletion === undefined ? {} : { deletion: event.deletion }),
      ...(event.change === undefined ? {} : { terms: event.change }),
    },
    ...(head?.isProven === false ? { follows_unproven: true as const } : {}),
    sealed: [],
  };
}

/** Persons whose keys an event of this actor may need. */
export function mayName({ actor, companyId }: Pick<EventCtx, 'actor' | 'companyId'>): string[] {
  switch (actor.kind) {
    case 'customer':
      return [actor.userId];
    case 'colleague':
      return [actor.onBehalfOf.userId];
    case 'staff':
      return [companyId, actor.userId, actor.asked.by.userId].flatMap((id) => id ?? []);
    case 'system':
      return [];
    default:
      return actor satisfies never;
  }
}

const METHOD = {
  customer: 'button',
  colleague: 'colleague-link',
  staff: 'on-request',
  system: 'automatic',
} as const;

function onRequestOf(actor: EventCtx['actor']): { on_request?: OnRequest } {
  if (actor.kind !== 'staff') return {};
  const { by, channel, note } = actor.asked;
  return { on_request: { channel, asked_by: { name: by.name, user_id: by.userId }, note } };
}

function identificationOf(actor: EventCtx['actor']): { identification?: EventIdentification } {
  if ((actor.kind !== 'customer' && actor.kind !== 'staff') || actor.identified === null) return {};
  const { method, at, acr, amr } = actor.identified;
  return { identification: { method, time: at.toISOString(), acr, amr } };
}

function entityOf(actor: EventCtx['actor']): Actor {
  switch (actor.kind) {
    case 'customer':
      return { kind: 'customer', user_id: actor.userId, name: actor.name, role: actor.role };
    case 'colleague': {
      const { userId, name, role } = actor.onBehalfOf;
      return {
        kind: 'colleague',
        share_id: actor.shareId,
        on_behalf_of: { user_id: userId, name, role },
      };
    }
    case 'staff':
      return { kind: 'staff', user_id: actor.userId, name: actor.name };
    case 'system':
      return { kind: 'system', name: actor.name };
    default:
      return actor satisfies never;
  }
}
