import { expect, test } from 'vitest';
import { zoneName } from './zone-name';

test.each([
  ['en-GB', 'Europe/London', 'United Kingdom Time'],
  ['fr-FR', 'Europe/London', 'Royaume-Uni'],
  ['fr-FR', 'Europe/Paris', 'heure d’Europe centrale'],
])('in %s %s is called «%s»', (region, timeZone, name) => {
  expect(zoneName(region, timeZone)).toBe(name);
});
