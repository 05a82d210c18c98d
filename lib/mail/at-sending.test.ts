import { expect, test } from 'vitest';
import { composeLetter } from '../domain/letter/letter';
import { atSending } from './at-sending';

const facts = { productId: 'lending', product: 'Lending', at: '2027-12-01T03:00:00.000Z', days: 7 };

test.each([
  ['2027-11-26T12:00Z', 'in 5 days', 'dans 5'],
  ['2027-11-29T23:30Z', 'in 2 days', 'dans 2'],
  ['2027-11-30T09:00Z', 'tomorrow', 'demain'],
  ['2027-12-01T00:30Z', 'today', 'aujourd’hui'],
  ['2027-12-02T00:30Z', 'has ended', 'a pris fin'],
])('sent at %s it says %s, whatever step it was written for', (now, en, fr) => {
  const mail = atSending({ kind: 'consent-expiring', facts }, new Date(now), 'Europe/London');
  const subject = (language: 'en' | 'fr') =>
    composeLetter(
      mail,
      {
        language,
        business: 'Kestrel Coffee',
        brand: 'Meridian Bank',
        place: { country: 'GB', timeZone: 'Europe/London' },
        support: { email: 's@bank.example', phone: '1' },
        siteUrl: 'https://bank.example',
      },
      { receipt: null, signInUrl: null },
    )?.subject ?? '';
  expect([subject('en').includes(en), subject('fr').includes(fr)]).toEqual([true, true]);
  expect(subject('en')).not.toContain('0 days');
});
