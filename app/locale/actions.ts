'use server';
import { headers } from 'next/headers';
import { RedirectType, redirect } from 'next/navigation';
import { z } from 'zod';
import { publicAction } from '@/lib/action';
// Owns the choice of language: kept for a year, then back to the page where it was made.
import { LOCALES } from '@/lib/domain/text/language';
import { keepLocale } from '@/lib/i18n/keep-locale';
import { safeNextPath } from '@/lib/security/next-path';

const LocaleInput = z.object({ locale: z.enum(LOCALES) });

export const setLocaleAction = publicAction('setLocale', LocaleInput, async ({ locale }) => {
  await keepLocale(locale);
  // A redirect, so that reloading the page does not send the form again when there is no JavaScript.
  redirect(pageOf((await headers()).get('referer')), RedirectType.replace);
});

/** The page the form stood on; only its path counts, so another site's address cannot lead away. */
function pageOf(referer: string | null): string {
  if (referer === null || !URL.canParse(referer)) return '/';
  const { pathname, search } = new URL(referer);
  return safeNextPath(`${pathname}${search}`);
}
