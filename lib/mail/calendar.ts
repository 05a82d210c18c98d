// Calendar attachment of a reminder: the same entry as the pages offer.
import en from '@/messages/en.json';
import fr from '@/messages/fr.json';
import { calendarFile } from '../domain/expiry/expiry-calendar';
import type { LetterContext } from '../domain/letter/letter-parts';
import type { Mail } from '../domain/letter/mail';
import { reconnectPlace } from '../domain/next-step/next-step';
import { wallTime } from '../domain/text/site-time';

const WORDS = { en: en.calendar, fr: fr.calendar };

/** @returns null for letters that are about no day to come */
export function calendarFor(
  mail: Mail,
  { language, brand, place, siteUrl }: Pick<LetterContext, 'language' | 'brand' | 'place' | 'siteUrl'>,
  { companyId, now }: { companyId: string; now: Date },
): string | null {
  const entry = entryOf(mail, language);
  if (entry === null) return null;
  const say = (sentence: string) => fill(sentence, { ...entry.values, brand });
  return calendarFile({
    name: say(WORDS[language].name),
    language,
    now,
    entries: [
      {
        // As in app/(customer)/consents/calendar.ts: who takes both has it once.
        uid: `${entry.id}.${companyId}@${new URL(siteUrl).hostname}`,
        day: wallTime(new Date(entry.at), place.timeZone).date,
        title: say(entry.title),
        text: say(entry.text),
        url: siteUrl + entry.path,
      },
    ],
  });
}

function entryOf(mail: Mail, language: LetterContext['language']) {
  const words = WORDS[language];
  if (mail.kind === 'consent-expiring') {
    const { productId, product, at } = mail.facts;
    return {
      id: `consent:${productId}`,
      at,
      title: words.consentTitle,
      text: words.consentText,
      path: `/consents/${encodeURIComponent(productId)}/renew`,
      values: { product },
    };
  }
  if (mail.kind === 'connection-expiring') {
    const { connectionId, platform, organisation, at } = mail.facts;
    return {
      id: `bank:${connectionId}`,
      at,
      title: words.bankTitle,
      text: words.bankText,
      path: reconnectPlace(connectionId),
      values: { bank: organisation === '' ? platform : `${platform} (${organisation})` },
    };
  }
  return null;
}

/** These sentences have names in them and nothing else. */
function fill(sentence: string, values: Record<string, string>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
