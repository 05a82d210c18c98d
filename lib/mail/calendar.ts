// Calendar attachment of a reminder: the same entry as the pages offer.
import en from '@/messages/en.json';
import fr from '@/messages/fr.json';
import { type CalendarEnd, calendarEntry } from '../domain/expiry/calendar-entry';
import { calendarFile } from '../domain/expiry/expiry-calendar';
import type { LetterContext } from '../domain/letter/letter-parts';
import type { Mail } from '../domain/letter/mail';

const WORDS = { en: en.calendar, fr: fr.calendar };

/** @returns null for letters without a future day */
export function calendarFor(
  mail: Mail,
  { language, brand, place, siteUrl }: Pick<LetterContext, 'language' | 'brand' | 'place' | 'siteUrl'>,
  { companyId, now }: { companyId: string; now: Date },
): string | null {
  const end = endOf(mail);
  if (end === null) return null;
  const words = WORDS[language];
  const entry = calendarEntry(end, {
    siteUrl,
    companyId,
    timeZone: place.timeZone,
    say: (sentence, values) => fill(words[sentence], { ...values, brand }),
  });
  return calendarFile({ name: fill(words.name, { brand }), language, now, entries: [entry] });
}

function endOf(mail: Mail): CalendarEnd | null {
  if (mail.kind === 'consent-expiring') {
    const { productId, product, at } = mail.facts;
    return { kind: 'consent', productId, product, at: new Date(at) };
  }
  if (mail.kind === 'connection-expiring') {
    const { connectionId, platform, organisation, at } = mail.facts;
    return {
      kind: 'bank',
      connectionId,
      platform,
      organisation: organisation === '' ? null : organisation,
      at: new Date(at),
    };
  }
  return null;
}

/** These sentences contain only names. */
function fill(sentence: string, values: Record<string, string>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
