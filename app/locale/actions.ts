'use server';
// Server action: sets the language in a cookie for a year, then leads back to the page where it was chosen.
import { headers } from 'next/headers';
import { RedirectType, redirect } from 'next/navigation';
import { z } from 'zod';
import { publicAction } from '@/lib/action';
import { LOCALES } from '@/lib/domain/text/language';
import { keepLocale } from '@/lib/i18n/keep-locale';
import { safeNextPath } from '@/lib/security/next-path';

const LocaleInput = z.object({ locale: z.enum(LOCALES) });

export const setLocaleAction = publicAction('setLocale', LocaleInput, async ({ locale }) => {
  await keepLocale(locale);
  // A redirect, so that reloading the page does not submit the form again without JavaScript.
  redirect(pageOf((await headers()).get('referer')), RedirectType.replace);
});

/** Page that the form stood on; only its path is used, so that no other site's address can lead away. */
function pageOf(referer: string | null): string {
  if (referer === null || !URL.canParse(referer)) return '/';
  const { pathname, search } = new URL(referer);
  return safeNextPath(`${pathname}${search}`);
}
