// Font registry by script: each font is loaded when a receipt first needs it; a Latin receipt loads Inter only.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { create, type Font } from 'fontkit';

const own = (weight: string, name: string) => `@expo-google-fonts/inter/${weight}/Inter_${name}.ttf`;
const noto = (script: string, family = 'sans') =>
  `@fontsource/noto-${family}-${script}/files/noto-${family}-${script}-${script}-400-normal.woff`;
const wide = (folder: string, name: string) => `@embedpdf/fonts-${folder}/fonts/NotoSans${name}-Regular.otf`;

/** Whole static faces, because a variable font cannot be embedded with its weights. */
const FILES = {
  text: own('400Regular', '400Regular'),
  strong: own('600SemiBold', '600SemiBold'),
  arabic: noto('arabic'),
  hebrew: noto('hebrew'),
  devanagari: noto('devanagari'),
  bengali: noto('bengali'),
  gurmukhi: noto('gurmukhi'),
  gujarati: noto('gujarati'),
  tamil: noto('tamil'),
  telugu: noto('telugu'),
  kannada: noto('kannada'),
  malayalam: noto('malayalam'),
  sinhala: noto('sinhala'),
  thai: noto('thai'),
  lao: noto('lao'),
  khmer: noto('khmer'),
  myanmar: noto('myanmar'),
  tibetan: noto('tibetan', 'serif'),
  georgian: noto('georgian'),
  armenian: noto('armenian'),
  ethiopic: noto('ethiopic'),
  symbols: noto('symbols'),
  emoji: '@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf',
  japanese: wide('jp', 'JP'),
  korean: wide('kr', 'KR'),
  chinese: wide('sc', 'Hans'),
} as const;
export type Face = keyof typeof FILES;

const bytes = new Map<Face, Buffer>();
const fonts = new Map<Face, Font>();

/** For benchmarks of the cost of a receipt. */
export const loadedFaces = (): Face[] => [...bytes.keys()];

export function readFace(face: Face): Buffer {
  const known = bytes.get(face) ?? readFileSync(path.join(process.cwd(), 'node_modules', FILES[face]));
  bytes.set(face, known);
  return known;
}

export function fontOf(face: Face): Font {
  const known = fonts.get(face) ?? readFont(face);
  fonts.set(face, known);
  return known;
}

function readFont(face: Face): Font {
  const font = create(readFace(face));
  if ('fonts' in font) throw new Error(`the typeface ${face} is a collection`);
  return font;
}

const SCRIPTS: readonly (readonly [RegExp, Face])[] = [
  [/\p{scx=Arab}/u, 'arabic'],
  [/\p{scx=Hebr}/u, 'hebrew'],
  [/\p{scx=Deva}/u, 'devanagari'],
  [/\p{scx=Beng}/u, 'bengali'],
  [/\p{scx=Guru}/u, 'gurmukhi'],
  [/\p{scx=Gujr}/u, 'gujarati'],
  [/\p{scx=Taml}/u, 'tamil'],
  [/\p{scx=Telu}/u, 'telugu'],
  [/\p{scx=Knda}/u, 'kannada'],
  [/\p{scx=Mlym}/u, 'malayalam'],
  [/\p{scx=Sinh}/u, 'sinhala'],
  [/\p{scx=Thai}/u, 'thai'],
  [/\p{scx=Laoo}/u, 'lao'],
  [/\p{scx=Khmr}/u, 'khmer'],
  [/\p{scx=Mymr}/u, 'myanmar'],
  [/\p{scx=Tibt}/u, 'tibetan'],
  [/\p{scx=Geor}/u, 'georgian'],
  [/\p{scx=Armn}/u, 'armenian'],
  [/\p{scx=Ethi}/u, 'ethiopic'],
];
const EMOJI = /\p{Emoji_Presentation}|\p{Regional_Indicator}|\ufe0f/u;
const WIDE = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Bopo}\u3000-\u303f\uff00-\uffef]/u;

/** Joiners and selectors shape their neighbours and have no form of their own. */
const FORMLESS = /^(?:\u200c|\u200d|\ufe0e|\ufe0f)$/u;

/**
 * The first face that can draw the whole grapheme; null when none can.
 * @param grapheme one character as people see it
 * @param around the text around it: one Han character is drawn differently in Japan, Korea and China
 */
export function faceFor(grapheme: string, around: string, preferred: 'text' | 'strong'): Face | null {
  const drawn = [...grapheme].filter((character) => !FORMLESS.test(character));
  const draws = (face: Face) =>
    drawn.every((character) => fontOf(face).hasGlyphForCodePoint(character.codePointAt(0) ?? 0));
  return candidates(grapheme, around, preferred).find(draws) ?? null;
}

function candidates(grapheme: string, around: string, preferred: 'text' | 'strong'): Face[] {
  const scripts = SCRIPTS.flatMap(([script, face]) => (script.test(grapheme) ? [face] : []));
  const rest: Face[] = [...scripts, ...(WIDE.test(grapheme) ? wideFaces(around) : [])];
  if (EMOJI.test(grapheme)) return ['emoji', preferred, ...rest];
  return rest.length > 0 ? [preferred, ...rest] : [preferred, 'symbols', 'emoji', ...wideFaces(around)];
}

function wideFaces(around: string): Face[] {
  if (/[\p{sc=Hira}\p{sc=Kana}]/u.test(around)) return ['japanese', 'chinese', 'korean'];
  if (/\p{sc=Hang}/u.test(around)) return ['korean', 'chinese', 'japanese'];
  return ['chinese', 'japanese', 'korean'];
}
