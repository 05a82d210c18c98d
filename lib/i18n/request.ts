// Configuration of next-intl for one request: language, messages, zone and time.

import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { clock } from '../runtime/clock';
import { LOCALE_COOKIE, PRESENTER_COOKIE, PRESENTER_HEADER, pickLocale } from './locale';
import { MESSAGES } from './messages';
import { sitePlace } from './site-place';

export default getRequestConfig(async () => {
  const [jar, head] = [await cookies(), await headers()];
  const presenter = head.has(PRESENTER_HEADER) ? jar.get(PRESENTER_COOKIE) : undefined;
  const chosen = presenter ?? jar.get(LOCALE_COOKIE);
  const locale = pickLocale(chosen?.value, head.get('accept-language'));
  return {
    locale,
    messages: MESSAGES[locale],
    timeZone: sitePlace().timeZone,
    now: clock.now(),
  };
});
