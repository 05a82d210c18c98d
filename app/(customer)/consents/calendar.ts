// Calendar file (iCalendar) of agreement ends, in the reader's language.
import { getLocale } from 'next-intl/server';
import { type CalendarEntry, calendarFile } from '@/lib/domain/expiry/expiry-calendar';
import { reconnectPlace } from '@/lib/domain/next-step/next-step';
import { wallTime } from '@/lib/domain/text/site-time';
import type { End } from '@/lib/expiry/list-ends';
import { sitePlace } from '@/lib/i18n/site-place';
import { getTranslations } from '@/lib/i18n/translations';
import { getEnv } from '@/lib/runtime/env';

/** @param companyId makes the entry ids of a person's two businesses differ */
export async function calendarResponse(
  ends: readonly End[],
  { companyId, now }: { companyId: string; now: Date },
): Promise<Response> {
  const [t, locale, place] = [await getTranslations('calendar'), await getLocale(), sitePlace()];
  const { NEXTAUTH_URL, BRAND_NAME: brand } = getEnv();
  const site = new URL(NEXTAUTH_URL);
  const entries = ends.map((end): CalendarEntry => {
    const day = wallTime(end.endsAt, place.timeZone).date;
    const common = { uid: `${end.id}.${companyId}@${site.hostname}`, day };
    if (end.kind === 'consent') {
      const product = end.product.name[locale];
      return {
        ...common,
        title: t('consentTitle', { product }),
        text: t('consentText', { product, brand }),
        url: new URL(`/consents/${end.product.id}/renew`, site).href,
      };
    }
    const { platformName, organisation } = end.connection;
    const bank = organisation === null ? platformName : `${platformName} (${organisation})`;
    return {
      ...common,
      title: t('bankTitle', { bank }),
      text: t('bankText', { bank, brand }),
      url: new URL(reconnectPlace(end.connection.id), site).href,
    };
  });
  const body = calendarFile({ name: t('name', { brand }), language: locale, now, entries });
  return new Response(body, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="accord.ics"',
      'cache-control': 'private, no-store',
    },
  });
}
