// Selector cookie: the one of a person's own businesses that the next request is for; it grants no right.
import 'server-only';
import { cookies } from 'next/headers';
import { isUuid } from '../domain/text/uuid';
import { isSecureSite, sessionCookieSeconds } from './session';

/** Pages read and write it too, so that each tab stays with its own business: it is not `HttpOnly`. */
export function actingCookieName(): string {
  return isSecureSite() ? '__Host-accord.acting' : 'accord.acting';
}

/** The selected business; null for none. The database checks at each request whether the person acts for it. */
export async function readActing(): Promise<string | null> {
  const value = (await cookies()).get(actingCookieName())?.value ?? '';
  return isUuid(value) ? value : null;
}

/** @param companyId null selects the business that the session began with */
export async function setActing(companyId: string | null): Promise<void> {
  (await cookies()).set({
    name: actingCookieName(),
    value: companyId ?? '',
    maxAge: companyId === null ? 0 : sessionCookieSeconds(),
    path: '/',
    sameSite: 'lax',
    secure: isSecureSite(),
  });
}

/** The same for `document.cookie`, so that a tab can select its own business before it sends something. */
export function actingCookieFor(companyId: string): string {
  const flags = isSecureSite() ? '; Secure' : '';
  return `${actingCookieName()}=${companyId}; Path=/; Max-Age=${sessionCookieSeconds()}; SameSite=Lax${flags}`;
}
