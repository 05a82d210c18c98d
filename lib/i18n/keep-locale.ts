// Language cookie: keeps the chosen language in the browser for a year.
import type { Locale } from '../domain/text/language';
import 'server-only';
import { cookies } from 'next/headers';
import { getEnv } from '../runtime/env';
import { LOCALE_COOKIE, PRESENTER_COOKIE } from './locale';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** The person's own choice; it applies everywhere. */
export async function keepLocale(locale: Locale): Promise<void> {
  await keep(LOCALE_COOKIE, locale, '/');
  // A choice made on the presenter's page is the presenter's, too.
  if ((await cookies()).has(PRESENTER_COOKIE)) await keepPresenterLocale(locale);
}

/** The language of the presenter's page is kept apart from that of a persona. */
export async function keepPresenterLocale(locale: Locale): Promise<void> {
  await keep(PRESENTER_COOKIE, locale, '/demo');
}

async function keep(name: string, value: Locale, path: string): Promise<void> {
  (await cookies()).set({
    name,
    value,
    maxAge: YEAR_SECONDS,
    path,
    sameSite: 'lax',
    httpOnly: true,
    secure: getEnv().NEXTAUTH_URL.startsWith('https:'),
  });
}
