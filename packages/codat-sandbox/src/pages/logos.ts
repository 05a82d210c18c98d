// Logos of platforms, drawn: the name on a coloured tile, no company's artwork.
import type { Integration } from '../catalogue/catalogue';
import { numberFrom } from '../random/ids';

export type LogoVariant = 'square' | 'full' | 'button' | 'button-hover';

const FONT = "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',Arial,sans-serif";
/** Wide enough for the widest common sans at this weight, so that no name is clipped. */
const CHARACTER_EM = 0.68;

function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Low saturation and one lightness: white type reads at 6:1 or better on every hue. */
function colourOf(key: string, lightness = 32): string {
  return `hsl(${numberFrom(`${key} hue`, 24) * 15}, ${24 + numberFrom(`${key} chroma`, 14)}%, ${lightness}%)`;
}

/** Two letters or digits that tell the platforms apart; a trailing "Sandbox" says nothing about which one. */
function initialsOf(name: string): string {
  const words = name
    .replace(/[^\p{L}\p{N} ]/gu, ' ')
    .split(/\s+/)
    .filter((word, index) => word !== '' && (index === 0 || word !== 'Sandbox'));
  const [first = '', second] = words;
  return second ? first.charAt(0) + second.charAt(0).toUpperCase() : first.slice(0, 2);
}

interface Tile {
  width: number;
  height: number;
  radius: number;
  fontSize: number;
  fill: string;
  text: string;
  title: string;
}

function draw({ width, height, radius, fontSize, fill, text, title }: Tile): string {
  // The thin light edge keeps a dark tile visible on a dark page.
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(title)}"><title>${escapeXml(title)}</title><rect width="${width}" height="${height}" rx="${radius}" fill="${fill}"/><rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="${radius - 0.5}" fill="none" stroke="#fff" stroke-opacity=".22"/><text x="50%" y="50%" dy=".35em" text-anchor="middle" font-family="${FONT}" font-size="${fontSize}" font-weight="600" fill="#fff">${escapeXml(text)}</text></svg>`;
}

export function drawLogo({ key, name }: Integration, variant: LogoVariant): string {
  const fill = colourOf(key, variant === 'button-hover' ? 24 : 32);
  if (variant === 'square') {
    return draw({
      width: 96,
      height: 96,
      radius: 20,
      fontSize: 40,
      fill,
      text: initialsOf(name),
      title: name,
    });
  }
  const [height, fontSize] = variant === 'full' ? [64, 24] : [48, 18];
  const width = Math.ceil(name.length * fontSize * CHARACTER_EM) + 48;
  return draw({ width, height, radius: 12, fontSize, fill, text: name, title: name });
}
