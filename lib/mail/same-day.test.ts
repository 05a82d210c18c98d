// Date parity: receipt, signed file, letter and calendar name the same day, at midnight in distant zones.
import { describe, expect, it } from 'vitest';
import { sampleEvent } from '@/e2e/sample-events';
import { CONTACT } from '@/e2e/sample-receipts';
import { composeLetter } from '../domain/letter/letter';
import { receiptOf } from '../domain/receipt/receipt';
import { receiptWords } from '../domain/receipt/receipt-words';
import { dateWords, wallTime } from '../domain/text/site-time';
import { calendarFor } from './calendar';

const PLACES = [
  { country: 'CA', timeZone: 'America/Toronto' },
  { country: 'FR', timeZone: 'Europe/Paris' },
  { country: 'NZ', timeZone: 'Pacific/Auckland' },
  { country: 'GB', timeZone: 'Europe/London' },
];
/** The last and the first second of a day somewhere among them, in summer and in winter. */
const MOMENTS = [
  '2026-11-30T04:59:59.000Z',
  '2026-11-30T05:00:00.000Z',
  '2026-11-29T22:59:59.000Z',
  '2026-11-29T23:00:00.000Z',
  '2026-11-29T10:59:59.000Z',
  '2026-11-29T11:00:00.000Z',
  '2026-06-29T22:59:59.000Z',
  '2026-06-29T23:00:00.000Z',
];

describe.each(PLACES)('at home in $timeZone', (place) => {
  it.each(MOMENTS.flatMap((at) => (['en', 'fr'] as const).map((language) => [at, language] as const)))(
    '%s is one day everywhere (%s)',
    (at, language) => {
      const words = dateWords(language, place);
      const event = sampleEvent({ type: 'given' });
      const body = {
        ...event,
        event_time: at,
        receipt_id: 'r1',
        privacy_notice: { ...event.privacy_notice, language },
      };
      const receipt = receiptOf(body, 'f'.repeat(64), { ...CONTACT, place });
      if (receipt === null) throw new Error('no receipt');
      const said = receiptWords(receipt).sections.flatMap(({ facts }) => facts.flatMap(({ lines }) => lines));
      expect(said).toContain(words.moment(new Date(at)));

      const house = { language, brand: 'Bank', place, siteUrl: 'https://bank.example' };
      const facts = { productId: 'p', product: 'Cash flow', at, days: 7 };
      const mail = { kind: 'consent-expiring' as const, facts };
      const ctx = { ...house, business: 'Kestrel', support: { email: 'a@b.example', phone: '1' } };
      const letter = composeLetter(mail, ctx, { receipt: null, signInUrl: null });
      expect(letter?.facts.flatMap(({ lines }) => lines)).toContain(words.day(new Date(at)));

      const file = calendarFor(mail, house, { companyId: 'b1', now: new Date(at) });
      const day = wallTime(new Date(at), place.timeZone).date;
      expect(file).toContain(`DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`);
      const noon = new Date(`${day}T12:00:00Z`);
      expect(words.day(new Date(at))).toBe(dateWords(language, { ...place, timeZone: 'UTC' }).day(noon));
    },
  );
});
