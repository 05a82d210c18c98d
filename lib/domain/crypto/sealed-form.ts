// Authenticated encryption (AES-256-GCM) of a form that was refused: its fields survive a redirect unread and unchanged.
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { MadeFor } from './page-binding';

export interface SealedForm {
  /** The person and business of the page; null if it named none that can be read. */
  made: MadeFor | null;
  /** The person who sent it. */
  sentBy: string;
  /** Path and query of the page. */
  page: string;
  /** The fields that the person filled in; never an agreement. */
  typed: Record<string, string>;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Characters. Addresses must stay well below the line length that servers accept. */
const AT_MOST = 6000;

/** @returns text for an address; the filled-in fields are left out if it would be too long */
export function sealForm(secret: string, form: SealedForm): string {
  const sealed = seal(secret, form);
  return sealed.length <= AT_MOST ? sealed : seal(secret, { ...form, typed: {} });
}

function seal(secret: string, form: SealedForm): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), iv);
  const text = Buffer.concat([cipher.update(JSON.stringify(form), 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url');
}

/** Null for a text that this site did not encrypt. */
export function openForm(secret: string, value: unknown): SealedForm | null {
  if (typeof value !== 'string' || value.length > AT_MOST || !/^[\w-]+$/.test(value)) return null;
  const bytes = Buffer.from(value, 'base64url');
  if (bytes.length <= IV_BYTES + TAG_BYTES) return null;
  try {
    const cipher = createDecipheriv('aes-256-gcm', keyOf(secret), bytes.subarray(0, IV_BYTES));
    cipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const text = Buffer.concat([cipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), cipher.final()]);
    // Decryption proves the origin: only this site has the key.
    return JSON.parse(text.toString('utf8')) as SealedForm;
  } catch {
    return null;
  }
}

/**
 * The fields to fill in again on a page: none from another page, and none from another person, such
 * as the maker of a delegated link.
 */
export function typedFor(form: SealedForm | null, path: string, userId: string): Record<string, string> {
  if (form === null || form.page.split('?')[0] !== path) return {};
  return form.sentBy === userId || form.made?.userId === userId ? form.typed : {};
}

/**
 * The next address for a person who now acts for another business: an id belongs to the business it was shown for, so
 * a page with an id is replaced by the start page.
 */
export function sameForOther(page: string): string {
  const path = page.split('?')[0] ?? '';
  return /\/[0-9a-f]{8}-[0-9a-f-]{27}(\/|$)/i.test(path) ? '/home' : page;
}

/** The address that shows the form again, filled in. */
export function placeToGoOn(page: string, { typed }: SealedForm, sealed: string): string {
  if (Object.keys(typed).length === 0) return page;
  return `${page}${page.includes('?') ? '&' : '?'}kept=${sealed}`;
}

function keyOf(secret: string): Buffer {
  return createHmac('sha256', secret).update('sealed-form').digest();
}
