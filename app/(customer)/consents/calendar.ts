// Calendar file (iCalendar) of agreement ends, in the reader's language.
import { getLocale } from 'next-intl/server';
import { type CalendarEnd, calendarEntry } from '@/lib/domain/expiry/calendar-entry';
import { calendarFile } from '@/lib/domain/expiry/expiry-calendar';
import type { Locale } from '@/lib/domain/text/language';
import type { UpcomingEnd } from '@/lib/expiry/list-ends';
import { sitePlace } from '@/lib/i18n/site-place';
import { getTranslations } from '@/lib/i18n/translations';
import { getEnv } from '@/lib/runtime/env';

/** @param companyId makes the entry ids of a person's two businesses differ */
export async function calendarResponse(
  ends: readonly UpcomingEnd[],
  { companyId, now }: { companyId: string; now: Date },
): Promise<Response> {
  const [t, locale, place] = [await getTranslations('calendar'), await getLocale(), sitePlace()];
  const { NEXTAUTH_URL: siteUrl, BRAND_NAME: brand } = getEnv();
  const site = {
    siteUrl,
    companyId,
    timeZone: place.timeZone,
    say: (sentence: Parameters<typeof t>[0], values: { product: string } | { bank: string }) =>
      t(sentence, { ...values, brand }),
  };
  const entries = ends.map((end) => calendarEntry(calendarEndOf(end, locale), site));
  const body = calendarFile({ name: t('name', { brand }), language: locale, now, entries });
  return new Response(body, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="accord.ics"',
      'cache-control': 'private, no-store',
    },
  });
}

function calendarEndOf(end: UpcomingEnd, locale: Locale): CalendarEnd {
  if (end.kind === 'consent') {
    return { kind: 'consent', productId: end.product.id, product: end.product.name[locale], at: end.endsAt };
  }
  const { id, platformName, organisation } = end.connection;
  return { kind: 'bank', connectionId: id, platform: platformName, organisation, at: end.endsAt };
}
