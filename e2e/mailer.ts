// Test fixture: the app's mailer, with the mail server that the test names.

import { brandColours } from '@/lib/domain/text/brand';
import type { Mailer } from '@/lib/mail/mailer';
import { createSend } from '@/lib/mail/transport';
import { SITE_PLACE } from './receipt-issuer';

export const FROM = 'consent@meridian.example';

/** @param smtpUrl mail server; null: letters go nowhere */
export function makeMailer(smtpUrl: string | null, secret = 'x'.repeat(32)): Mailer {
  const support = { email: 'help@meridian.example', phone: '+44 20 7946 0000' };
  const brand = 'Meridian Bank';
  return {
    send:
      smtpUrl === null ? null : createSend(smtpUrl, { name: brand, address: FROM, replyTo: support.email }),
    from: FROM,
    house: { brand, place: SITE_PLACE, support, siteUrl: 'https://consent.meridian.example' },
    theme: {
      brand,
      radius: 12,
      light: brandColours('#1f4fd8', 'light'),
      dark: brandColours('#1f4fd8', 'dark'),
    },
    secret,
    linkDays: 30,
  };
}
