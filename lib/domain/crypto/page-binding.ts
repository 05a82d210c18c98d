// Page binding (HMAC): each customer page names its person and business in a form that no client can forge.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { isUuid } from '../text/uuid';

/** The person and business that a page was made for. */
export interface MadeFor {
  companyId: string;
  userId: string;
}

/** Whether a request comes from a page for the person and business that act now. */
export type PageMatch = 'same' | 'other-business' | 'other-person' | 'unreadable';

/** @returns both ids and a code of 43 characters, fit for an address */
export function bindPage(secret: string, { companyId, userId }: MadeFor): string {
  return `${companyId}.${userId}.${codeOf(secret, companyId, userId)}`;
}

/** Null for a value that this site did not make. */
export function readBinding(secret: string, value: unknown): MadeFor | null {
  if (typeof value !== 'string' || value.length > 200) return null;
  const [companyId = '', userId = '', code = '', ...rest] = value.split('.');
  if (rest.length > 0 || !isUuid(companyId) || !isUuid(userId)) return null;
  const [given, right] = [Buffer.from(code), Buffer.from(codeOf(secret, companyId, userId))];
  return given.length === right.length && timingSafeEqual(given, right) ? { companyId, userId } : null;
}

/** A request from a page counts only if the page was made for the same person and business. */
export function judgePage(made: MadeFor | null, now: MadeFor): PageMatch {
  if (made === null) return 'unreadable';
  if (made.userId !== now.userId) return 'other-person';
  return made.companyId === now.companyId ? 'same' : 'other-business';
}

function codeOf(secret: string, companyId: string, userId: string): string {
  return createHmac('sha256', secret).update(`page-binding:${companyId}:${userId}`).digest('base64url');
}
