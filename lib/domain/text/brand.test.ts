// Property: no brand colour makes the pages unreadable.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BACKGROUNDS, brandColours, brandCss, contrast, type Scheme } from './brand';

const anyHex = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`);

function expectReadable(hex: string, scheme: Scheme) {
  const c = brandColours(hex, scheme);
  const { canvas, surface } = BACKGROUNDS[scheme];
  expect(contrast(c.onBrand, c.brand)).toBeGreaterThanOrEqual(4.5);
  for (const background of [canvas, surface, c.brandSoft]) {
    expect(contrast(c.brandInk, background)).toBeGreaterThanOrEqual(4.5);
  }
  expect(contrast(c.brandEdge, canvas)).toBeGreaterThanOrEqual(3);
  expect(contrast(c.brandEdge, surface)).toBeGreaterThanOrEqual(3);
}

describe('brand colours', () => {
  it('are readable for any hex, in light and dark', () => {
    fc.assert(fc.property(anyHex, fc.constantFrom<Scheme>('light', 'dark'), expectReadable), {
      numRuns: 400,
    });
  });

  it.each(['#ffffff', '#000000', '#ffff00', '#00ff00', '#777777', '#1a73e8', '#0b5f4a', '#f00'])(
    'are readable for %s',
    (hex) => {
      expectReadable(hex, 'light');
      expectReadable(hex, 'dark');
    },
  );

  it('leave a colour alone that is readable already', () => {
    const c = brandColours('#0b5f4a', 'light');
    expect([c.brand, c.brandInk, c.brandEdge]).toEqual(['#0b5f4a', '#0b5f4a', '#0b5f4a']);
  });

  it('are computed against the backgrounds that the style sheet uses', () => {
    const css = readFileSync('app/globals.css', 'utf8');
    for (const { canvas, surface } of Object.values(BACKGROUNDS)) {
      expect(css).toContain(`--canvas: ${canvas};`);
      expect(css).toContain(`--surface: ${surface};`);
    }
  });

  it('come as one style text without anything that could end it', () => {
    expect(brandCss('#0b5f4a', 12)).toMatch(/^[^<]*--radius:12px;[^<]*$/);
  });
});
