// Value object of a customer's request by telephone, letter, e-mail or in person, which staff carried out.
import { type Right, type Role, roleMay } from '../identity/authority';
import type { Actor, ConsentEventBody, Standing } from './consent';

export const CHANNELS = ['phone', 'letter', 'email', 'in-person'] as const;
export type Channel = (typeof CHANNELS)[number];

export function isChannel(text: string): text is Channel {
  return CHANNELS.some((channel) => channel === text);
}

/** The same as a branch name in ICU MessageFormat, where hyphens are not allowed. */
export function branchOf(channel: Channel): string {
  return channel === 'in-person' ? 'visit' : channel;
}

/** The request as an event of the ledger keeps it; its reason is kept with the change itself. */
export interface OnRequest {
  channel: Channel;
  /** The name as given, and the person of the business, if known. */
  asked_by: { name: string; user_id: string | null };
  note: string | null;
}

/**
 * The right that the requester lacks, if any: by the same table as the customer's own pages. A person the business
 * has not named here, such as an heir or an administrator, can have reading stopped and nothing deleted: stopping has
 * to be possible, and deletion is final.
 * @param role null for a person who does not act for the business here, or no longer does
 */
export function missingRight(role: Role | null, deletion: 'keep' | 'delete'): Right | null {
  const wanted: Right[] = deletion === 'delete' ? ['end', 'delete'] : ['end'];
  return wanted.find((right) => (role === null ? right !== 'end' : !roleMay(role, right))) ?? null;
}

/** The party that wanted the event: staff act for the customer who asked. */
export function initiatorOf(kind: Actor['kind']): Exclude<Actor['kind'], 'staff'> {
  return kind === 'staff' ? 'customer' : kind;
}

/**
 * Whether staff put an agreement into its present standing at the customer's request.
 * @param events of one business, in order of `seq`
 */
export function isOnRequest(
  events: readonly ConsentEventBody[],
  agreement: {
    productId: string;
    standing: Standing | 'replaced';
    endedAt?: Date | null;
    /** The consent that began it: earlier events belong to another agreement. */
    began?: Pick<ConsentEventBody, 'seq'>;
  },
): boolean {
  const { productId, standing, endedAt, began } = agreement;
  const last = events.findLast(
    (body) =>
      body.service.product_id === productId &&
      body.event_type === standing &&
      body.seq > (began?.seq ?? 0) &&
      (endedAt == null || new Date(body.event_time) <= endedAt),
  );
  return last?.entity.kind === 'staff';
}
