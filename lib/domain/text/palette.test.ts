// Contrast test: every fixed pair of text and background in the style sheet is readable, light and dark.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast } from './brand';

const css = readFileSync('app/globals.css', 'utf8');
const [light = '', dark = ''] = [...css.matchAll(/:root \{([^}]*)\}/g)].map((m) => m[1] ?? '');

function token(block: string, name: string): string {
  const value = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(block)?.[1];
  if (value === undefined) throw new Error(`--${name} is not in the style sheet`);
  return value;
}

describe.each([
  ['light', light],
  ['dark', dark],
])('%s', (_name, block) => {
  const grounds = ['canvas', 'surface', 'sunken'];

  it.each(['ink', 'ink-soft', 'positive', 'caution', 'critical', 'info'])(
    '%s reads on every ground',
    (text) => {
      for (const ground of grounds) {
        expect(contrast(token(block, text), token(block, ground))).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  it.each(['positive', 'caution', 'critical', 'info'])('%s and ink read on its soft ground', (tone) => {
    for (const text of [tone, 'ink', 'ink-soft']) {
      expect(contrast(token(block, text), token(block, `${tone}-soft`))).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('controls keep a visible edge', () => {
    for (const ground of grounds) {
      expect(contrast(token(block, 'edge'), token(block, ground))).toBeGreaterThanOrEqual(3);
    }
  });
});
