import { describe, expect, it, test } from 'vitest';
import { dateWords, isTimeZone, wallTime, zoneOfCountry } from './site-time';

const at = (iso: string) => new Date(iso);

describe.each([
  ['en', 'GB', 'Europe/London', '2026-11-29T23:59:00Z', '29 November 2026 at 23:59 GMT'],
  ['en', 'GB', 'Europe/London', '2026-06-29T23:59:00Z', '30 June 2026 at 00:59 BST'],
  ['fr', 'GB', 'Europe/London', '2026-11-29T23:59:00Z', '29 novembre 2026 à 23:59 GMT'],
  ['fr', 'GB', 'Europe/London', '2026-06-29T23:59:00Z', '30 juin 2026 à 00:59 BST'],
  ['fr', 'CA', 'America/Toronto', '2026-11-30T01:35:00Z', '29 novembre 2026 à 20 h 35 HNE'],
  ['en', 'CA', 'America/Toronto', '2026-11-30T01:35:00Z', 'November 29, 2026 at 8:35 p.m. EST'],
  ['en', 'US', 'America/New_York', '2026-11-30T05:00:00Z', 'November 30, 2026 at 12:00 AM EST'],
  ['en', 'FR', 'Europe/Paris', '2026-11-29T23:30:00Z', '30 November 2026 at 00:30 CET'],
  ['fr', 'FR', 'Europe/Paris', '2026-06-29T22:30:00Z', '30 juin 2026 à 00:30 CEST'],
  ['en', 'NZ', 'Pacific/Auckland', '2026-11-29T10:59:00Z', '29 November 2026 at 11:59 pm NZDT'],
  ['fr', 'NZ', 'Pacific/Auckland', '2026-11-29T11:00:00Z', '30 novembre 2026 à 00:00 NZDT'],
  ['fr', 'BR', 'America/Sao_Paulo', '2026-11-30T01:00:00Z', '29 novembre 2026 à 22:00 UTC−3'],
] as const)('in %s at a bank in %s', (language, country, timeZone, iso, moment) => {
  const words = dateWords(language, { country, timeZone });
  const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

  it(`${iso} is ${moment}`, () => {
    expect(plain(words.moment(at(iso)))).toBe(moment);
  });

  it('the moment begins with its day and ends with its time and zone', () => {
    expect(words.moment(at(iso)).startsWith(words.day(at(iso)))).toBe(true);
    expect(words.moment(at(iso)).endsWith(words.time(at(iso)))).toBe(true);
  });

  it('the day is the day on a calendar there', () => {
    const { date } = wallTime(at(iso), timeZone);
    expect(words.day(at(iso))).toBe(
      dateWords(language, { country, timeZone: 'UTC' }).day(at(`${date}T00:00:00Z`)),
    );
  });
});

test.each([
  ['en', 'GB', 'Europe/London', 'United Kingdom Time'],
  ['fr', 'FR', 'Europe/London', 'Royaume-Uni'],
  ['fr', 'FR', 'Europe/Paris', 'heure d’Europe centrale'],
] as const)('in %s for %s, %s is called «%s»', (language, country, timeZone, name) => {
  expect(dateWords(language, { country, timeZone }).zone).toBe(name);
});

test.each(['Europe/London', 'America/Argentina/Buenos_Aires', 'UTC', 'Pacific/Auckland'])(
  '%s is a zone',
  (name) => {
    expect(isTimeZone(name)).toBe(true);
  },
);

test.each(['', 'London', '+01:00', 'Europe/Nowhere', 'Europe/London ', 'EST5EDT', 'europe/london'])(
  '«%s» is none',
  (name) => {
    expect(isTimeZone(name)).toBe(false);
  },
);

test('every zone of a country exists, and countries with many have none', () => {
  for (const country of ['GB', 'FR', 'NZ', 'DE', 'IE', 'SG'])
    expect(isTimeZone(zoneOfCountry(country) ?? '')).toBe(true);
  for (const country of ['US', 'CA', 'AU', 'BR', 'ZZ']) expect(zoneOfCountry(country)).toBeNull();
});
