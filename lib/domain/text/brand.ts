// Contrast-safe theme: text and controls stay readable with any brand colour that a bank configures. Pure.
import Color from 'colorjs.io';

export interface BrandColours {
  /** Background of the primary button. */
  brand: string;
  /** Text on `brand`. */
  onBrand: string;
  /** The brand as text, link and focus ring on canvas, surface and `brandSoft`. */
  brandInk: string;
  /** Border of the primary button: keeps its shape visible when the brand is close to the page colour. */
  brandEdge: string;
  /** A light tint of the brand behind text. */
  brandSoft: string;
}

export type Scheme = 'light' | 'dark';

/** The same values as in app/globals.css (a test compares them): contrast is computed against these. */
export const BACKGROUNDS: Record<Scheme, { canvas: string; surface: string }> = {
  light: { canvas: '#f6f7f8', surface: '#ffffff' },
  dark: { canvas: '#0e1216', surface: '#171c22' },
};

/** WCAG 2.2: 1.4.3 for text, 1.4.11 for the shape of a control. */
const TEXT_CONTRAST = 4.5;
const SHAPE_CONTRAST = 3;
const WHITE = '#ffffff';
const NEAR_BLACK = '#0b0f14';
const STEP = 0.01;

/** WCAG contrast ratio of two hex colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  return new Color(a).contrastWCAG21(new Color(b));
}

/**
 * The brand colours for one scheme.
 * @param hex the configured colour, `#rgb` or `#rrggbb`
 */
export function brandColours(hex: string, scheme: Scheme): BrandColours {
  const start = toHex(new Color(hex));
  const { canvas, surface } = BACKGROUNDS[scheme];
  const shown = scheme === 'dark' ? move(start, 1, (c) => contrast(c, surface) >= SHAPE_CONTRAST) : start;
  // A colour that nearly carries white text is darkened a little; a bright one keeps its tone and takes dark text.
  const nearlyDark = contrast(shown, WHITE) >= SHAPE_CONTRAST;
  const brand = nearlyDark ? move(shown, -1, (c) => contrast(c, WHITE) >= TEXT_CONTRAST) : shown;
  const onBrand = nearlyDark ? WHITE : NEAR_BLACK;
  const brandSoft = toHex(new Color(surface).mix(new Color(start), 0.1, { space: 'oklab' }));
  const away = scheme === 'light' ? -1 : 1;
  const brandInk = move(start, away, (c) =>
    [canvas, surface, brandSoft].every((background) => contrast(c, background) >= TEXT_CONTRAST),
  );
  const stands = contrast(brand, canvas) >= SHAPE_CONTRAST && contrast(brand, surface) >= SHAPE_CONTRAST;
  return { brand, onBrand, brandInk, brandEdge: stands ? brand : brandInk, brandSoft };
}

/** Walks lightness in OKLCH, which keeps the hue, until the colour is accepted; black or white is the end of the walk. */
function move(hex: string, direction: 1 | -1, accept: (hex: string) => boolean): string {
  const colour = new Color(hex).to('oklch');
  let candidate = hex;
  for (let lightness = colour.l ?? 0; !accept(candidate); lightness += direction * STEP) {
    if (lightness < -STEP || lightness > 1 + STEP) break;
    colour.l = Math.min(1, Math.max(0, lightness));
    candidate = toHex(colour);
  }
  return candidate;
}

function toHex(colour: Color): string {
  return colour.to('srgb').toGamut({ space: 'srgb' }).toString({ format: 'hex', collapse: false });
}

const cache = new Map<string, string>();

/**
 * The `:root` rules for a brand, ready for a `<style>` element.
 * @param radius corner radius in px
 */
export function brandCss(hex: string, radius: number): string {
  const key = `${hex} ${radius}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const light = declarations(brandColours(hex, 'light'));
  const dark = declarations(brandColours(hex, 'dark'));
  // `html:root` outweighs the defaults in globals.css whichever of the two the browser reads first.
  const css = `html:root{--radius:${radius}px;${light}}@media (prefers-color-scheme:dark){html:root{${dark}}}`;
  cache.set(key, css);
  return css;
}

function declarations(c: BrandColours): string {
  return `--brand:${c.brand};--on-brand:${c.onBrand};--brand-ink:${c.brandInk};--brand-edge:${c.brandEdge};--brand-soft:${c.brandSoft}`;
}
