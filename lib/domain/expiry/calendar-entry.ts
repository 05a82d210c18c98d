// Calendar entry of an end: the same id, words and address in the file from a page and in the one from a letter.
import { reconnectPlace } from '../next-step/next-step';
import { wallTime } from '../text/site-time';
import type { CalendarEntry } from './expiry-calendar';

export type CalendarEnd =
  | { kind: 'consent'; productId: string; product: string; at: Date }
  | { kind: 'bank'; connectionId: string; platform: string; organisation: string | null; at: Date };

type Sentence = 'consentTitle' | 'consentText' | 'bankTitle' | 'bankText';

/**
 * The file from a page and the one from a letter have the same id: a calendar that imports both shows one entry.
 * @param site `companyId` makes the entries of a person's two businesses differ; `say` gives the text in their language
 */
export function calendarEntry(
  end: CalendarEnd,
  site: {
    siteUrl: string;
    timeZone: string;
    companyId: string;
    say: (sentence: Sentence, values: { product: string } | { bank: string }) => string;
  },
): CalendarEntry {
  const { siteUrl, timeZone, companyId, say } = site;
  const common = (id: string, path: string) => ({
    uid: `${id}.${companyId}@${new URL(siteUrl).hostname}`,
    day: wallTime(end.at, timeZone).date,
    url: new URL(path, siteUrl).href,
  });
  if (end.kind === 'consent') {
    const { productId, product } = end;
    return {
      ...common(`consent:${productId}`, `/consents/${encodeURIComponent(productId)}/renew`),
      title: say('consentTitle', { product }),
      text: say('consentText', { product }),
    };
  }
  const bank = end.organisation === null ? end.platform : `${end.platform} (${end.organisation})`;
  return {
    ...common(`bank:${end.connectionId}`, reconnectPlace(end.connectionId)),
    title: say('bankTitle', { bank }),
    text: say('bankText', { bank }),
  };
}
