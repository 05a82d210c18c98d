// Owns keeping the choice of language in the browser, for a year.
import 'server-only';
import { cookies } from 'next/headers';
import type { Locale } from '../domain/product';
import { getEnv } from '../env';
import { LOCALE_COOKIE } from './locale';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

export async function keepLocale(locale: Locale): Promise<void> {
  (await cookies()).set({
    name: LOCALE_COOKIE,
    value: locale,
    maxAge: YEAR_SECONDS,
    path: '/',
    sameSite: 'lax',
    httpOnly: true,
    secure: getEnv().NEXTAUTH_URL.startsWith('https:'),
  });
}
