// Serializer of a calendar file (RFC 5545): each end becomes one entry.

export interface CalendarEntry {
  /** The same on every download, so that an entry is replaced and not doubled. */
  uid: string;
  /** The day, in the zone of the site: `2027-04-10`. */
  day: string;
  title: string;
  text: string;
  url: string;
}

export interface Calendar {
  name: string;
  language: string;
  /** Business time of the download. */
  now: Date;
  entries: readonly CalendarEntry[];
}

const LINE_OCTETS = 75;
const REMIND_DAYS = 7;

/** Lines end in CRLF, none is longer than 75 octets, and no character is cut in two. */
export function calendarFile({ name, language, now, entries }: Calendar): string {
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Accord//Accord//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...entries.flatMap((entry) => [
      'BEGIN:VEVENT',
      `UID:${entry.uid}`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${entry.day.replaceAll('-', '')}`,
      `SUMMARY;LANGUAGE=${language}:${escaped(entry.title)}`,
      `DESCRIPTION;LANGUAGE=${language}:${escaped(entry.text)}`,
      `URL:${entry.url}`,
      'TRANSP:TRANSPARENT',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `DESCRIPTION:${escaped(entry.title)}`,
      `TRIGGER:-P${REMIND_DAYS}D`,
      'END:VALARM',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** Section 3.3.11. Control characters other than line breaks have no place in a text. */
function escaped(text: string): string {
  return text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, ' ');
}

/** Section 3.1: continuations begin with a blank, which counts. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (octets + size > LINE_OCTETS) {
      parts.push(part);
      part = '';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n ');
}
