import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CalendarEntry, calendarFile } from './expiry-calendar';

const NOW = new Date('2027-01-10T09:00:00.000Z');
const entry = (given: Partial<CalendarEntry> = {}): CalendarEntry => ({
  uid: 'consent-lending@bank.example',
  day: '2028-01-10',
  title: 'Lending ends',
  text: 'Nothing is read after this day.',
  url: 'https://bank.example/consents/lending/renew',
  ...given,
});
const file = (...entries: CalendarEntry[]) =>
  calendarFile({ name: 'Meridian Bank', language: 'fr', now: NOW, entries });

/** What a calendar program makes of it: lines unfolded, then split. */
const read = (text: string) =>
  text
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .map((line) => /^([^:;]+)(?:;[^:]*)?:(.*)$/su.exec(line)?.slice(1) ?? [line]);
const textOf = (text: string, name: string) => read(text).find(([key]) => key === name)?.[1] ?? '';
const plain = (text: string) =>
  text.replace(/\\([\\;,nN])/g, (_, character: string) => (/n/i.test(character) ? '\n' : character));

test('one entry, as calendar programs expect it', () => {
  expect(file(entry())).toBe(
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Accord//Accord//EN',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'X-WR-CALNAME:Meridian Bank',
      'BEGIN:VEVENT',
      'UID:consent-lending@bank.example',
      'DTSTAMP:20270110T090000Z',
      'DTSTART;VALUE=DATE:20280110',
      'SUMMARY;LANGUAGE=fr:Lending ends',
      'DESCRIPTION;LANGUAGE=fr:Nothing is read after this day.',
      'URL:https://bank.example/consents/lending/renew',
      'TRANSP:TRANSPARENT',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'DESCRIPTION:Lending ends',
      'TRIGGER:-P7D',
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  );
});

test('whatever the words are, they come back, and no line is longer than 75 octets', () => {
  const words = fc.string({ unit: 'grapheme', maxLength: 300 }).map((text) => text.replace(/\p{Cc}/gu, ' '));
  fc.assert(
    fc.property(words, fc.array(words, { maxLength: 4 }), (title, lines) => {
      const text = file(entry({ title, text: lines.join('\n') }));
      for (const line of text.split('\r\n')) {
        expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
        expect(line).not.toMatch(/[\r\n]/);
      }
      expect(plain(textOf(text, 'SUMMARY'))).toBe(title);
      expect(plain(read(text).find(([key]) => key === 'DESCRIPTION')?.[1] ?? '')).toBe(lines.join('\n'));
    }),
  );
});

test('nobody’s name can add a line', () => {
  const text = file(entry({ title: 'A\r\nEND:VCALENDAR\nX:\u0000y' }));
  expect(read(text).filter(([key]) => key === 'END')).toHaveLength(3);
  expect(textOf(text, 'SUMMARY')).toBe('A\\nEND:VCALENDAR\\nX: y');
});

test('without entries it is an empty calendar', () => {
  expect(file()).toMatch(/^BEGIN:VCALENDAR\r\n(?!.*VEVENT)/s);
});
