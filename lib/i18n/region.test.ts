import { expect, test } from 'vitest';
import { pickRegion } from './region';

test.each([
  ['en', 'en-US,en;q=0.9', 'en-US'],
  ['en', 'fr-CA,en-ie;q=0.5', 'en-IE'],
  ['fr', 'fr-CA,fr;q=0.9', 'fr-CA'],
  ['fr', 'en-US', 'fr-FR'],
  ['en', 'en', 'en-GB'],
  ['en', null, 'en-GB'],
  ['en', 'en-<script>', 'en-GB'],
] as const)('%s with %j follows %s', (locale, header, region) => {
  expect(pickRegion(locale, header)).toBe(region);
});
