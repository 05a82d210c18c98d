// Contrast of the page's brand colour: a text colour readable on it, and a link colour readable without it.

type Rgb = readonly [number, number, number];

export const DEFAULT_PRIMARY = '#1f4f7a';
const [LIGHT, DARK] = ['#ffffff', '#1b1f24'] as const;

function rgbOf(hex: string): Rgb | undefined {
  const [, digits = ''] = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(hex.trim()) ?? [];
  if (digits === '') return undefined;
  const full = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits;
  const at = (index: number) => Number.parseInt(full.slice(index, index + 2), 16);
  return [at(0), at(2), at(4)];
}

function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

/** WCAG contrast of two hex colours. */
export function contrast(one: string, other: string): number {
  const [a, b] = [rgbOf(one), rgbOf(other)].map((colour) => (colour ? luminance(colour) : 0));
  const [high, low] = [Math.max(a ?? 0, b ?? 0), Math.min(a ?? 0, b ?? 0)];
  return (high + 0.05) / (low + 0.05);
}

const READABLE = 4.5;

export interface Palette {
  primary: string;
  ink: string;
  /** The primary colour where it can be read on the surface; else plain ink. */
  linkOnLight: string;
  linkOnDark: string;
}

/** Black or white reads at 4.5:1 on every colour: where one falls short the other does not. */
export function paletteOf(wish: string | undefined): Palette {
  const primary = wish && rgbOf(wish) ? wish.trim() : DEFAULT_PRIMARY;
  const isWhiteBetter = contrast(primary, '#ffffff') >= contrast(primary, '#000000');
  return {
    primary,
    ink: isWhiteBetter ? '#ffffff' : '#000000',
    linkOnLight: contrast(primary, LIGHT) >= READABLE ? primary : '#16191d',
    linkOnDark: contrast(primary, DARK) >= READABLE ? primary : '#d7e6f5',
  };
}
