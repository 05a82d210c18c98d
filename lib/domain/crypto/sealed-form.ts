// Authenticated encryption (AES-256-GCM) of a form that was not carried out: it survives a redirect unread and unchanged.
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { MadeFor } from './page-binding';

export interface SealedForm {
  /** For whom the page was made; null where it did not say so readably. */
  made: MadeFor | null;
  /** Who acted when it was sent. */
  sentBy: string;
  /** Path and query of the page. */
  page: string;
  /** What was typed or chosen; never an agreement. */
  typed: Record<string, string>;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Characters. Addresses have to stay well below what servers take in one line. */
const AT_MOST = 6000;

/** @returns text for an address; what was typed is left out where it would be too long for one */
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

/** Null for what this site never sealed. */
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
 * The fields that a page may be filled in with again: none of another page, and none written by another person, such
 * as the maker of a delegated link.
 */
export function typedFor(form: SealedForm | null, path: string, userId: string): Record<string, string> {
  if (form === null || form.page.split('?')[0] !== path) return {};
  return form.sentBy === userId || form.made?.userId === userId ? form.typed : {};
}

/**
 * The way on for a person who acts for another business by now: an id belongs to the business it was shown for, so
 * there the way leads to the beginning.
 */
export function sameForOther(page: string): string {
  const path = page.split('?')[0] ?? '';
  return /\/[0-9a-f]{8}-[0-9a-f-]{27}(\/|$)/i.test(path) ? '/home' : page;
}

/** Where the form is shown once more, filled in with what was typed. */
export function placeToGoOn(page: string, { typed }: SealedForm, sealed: string): string {
  if (Object.keys(typed).length === 0) return page;
  return `${page}${page.includes('?') ? '&' : '?'}kept=${sealed}`;
}

function keyOf(secret: string): Buffer {
  return createHmac('sha256', secret).update('sealed-form').digest();
}
