'use server';
// Owns the choice of language: kept for a year, then back to the page where it was made.
import { cookies, headers } from 'next/headers';
import { RedirectType, redirect } from 'next/navigation';
import { z } from 'zod';
import { publicAction } from '@/lib/action';
import { LOCALES } from '@/lib/domain/product';
import { getEnv } from '@/lib/env';
import { LOCALE_COOKIE } from '@/lib/i18n/locale';
import { safeNextPath } from '@/lib/security/next-path';

const YEAR_SECONDS = 365 * 24 * 60 * 60;
const LocaleInput = z.object({ locale: z.enum(LOCALES) });

export const setLocaleAction = publicAction('setLocale', LocaleInput, async ({ locale }) => {
  const secure = getEnv().NEXTAUTH_URL.startsWith('https:');
  (await cookies()).set({
    name: LOCALE_COOKIE,
    value: locale,
    maxAge: YEAR_SECONDS,
    path: '/',
    sameSite: 'lax',
    httpOnly: true,
    secure,
  });
  // A redirect, so that reloading the page does not send the form again when there is no JavaScript.
  redirect(pageOf((await headers()).get('referer')), RedirectType.replace);
});

/** The page the form stood on; only its path counts, so another site's address cannot lead away. */
function pageOf(referer: string | null): string {
  if (referer === null || !URL.canParse(referer)) return '/';
  const { pathname, search } = new URL(referer);
  return safeNextPath(`${pathname}${search}`);
}
