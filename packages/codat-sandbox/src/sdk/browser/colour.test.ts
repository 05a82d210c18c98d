// Tests of brand colours: buttons and links stay readable, whichever colour a page chooses.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { contrast, DEFAULT_PRIMARY, paletteOf } from './colour';

it('finds ink for every colour, and links that can be read on both surfaces', () => {
  const hex = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`);
  fc.assert(
    fc.property(hex, (wish) => {
      const { primary, ink, linkOnLight, linkOnDark } = paletteOf(wish);
      expect(primary).toBe(wish);
      expect(contrast(primary, ink)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(linkOnLight, '#ffffff')).toBeGreaterThanOrEqual(4.5);
      expect(contrast(linkOnDark, '#1b1f24')).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

it('measures as WCAG does', () => {
  expect(contrast('#000', '#fff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

it.each([undefined, '', 'red', '#12', 'url(x)', '#12345g'])('takes its own colour for %s', (wish) =>
  expect(paletteOf(wish).primary).toBe(DEFAULT_PRIMARY),
);
