// Text layout for names in any script: typeface by character, right-to-left order, breaks that never cut a character.
// What no typeface can draw is spelled by its code.
import bidiFactory from 'bidi-js';
import { type Face, faceFor, fontOf, readFace } from './pdf-faces';

type Document = PDFKit.PDFDocument;

export interface TextStyle {
  face: 'text' | 'strong';
  size: number;
  width: number;
  lineGap?: number;
}

/** Inter has all of these, written from left to right: the PDF library's own layout is correct for them. */
const PLAIN =
  /^[\u0020-\u007e\u00a0-\u017f\u0370-\u0377\u0384-\u0387\u0388-\u03ce\u0400-\u045f\u1ea0-\u1ef9\u2010-\u2015\u2018-\u201e\u2026\u202f\u20ac]*$/u;
const WIDE = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\u3000-\u303f\uff00-\uffef]/u;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const bidi = bidiFactory();

interface Unit {
  text: string;
  face: Face;
  /** Odd: from right to left. */
  level: number;
}

export function drawText(document: Document, text: string, x: number, y: number, style: TextStyle): void {
  document.font(style.face).fontSize(style.size);
  const { width, lineGap = 0 } = style;
  if (PLAIN.test(text)) {
    document.text(text, x, y, { width, lineGap });
    return;
  }
  const lines = linesOf(document, text, style);
  const { ascent, height } = lineMetrics(lines, style);
  for (const [index, line] of lines.entries()) {
    drawLine(document, line, x, y + index * (height + lineGap) + ascent, style.size);
  }
  document.font(style.face).fontSize(style.size);
  document.x = x;
  document.y = y + lines.length * (height + lineGap);
}

export function textHeight(document: Document, text: string, style: TextStyle): number {
  document.font(style.face).fontSize(style.size);
  const { width, lineGap = 0 } = style;
  if (PLAIN.test(text)) return document.heightOfString(text, { width, lineGap });
  const lines = linesOf(document, text, style);
  return lines.length * (lineMetrics(lines, style).height + lineGap);
}

function lineMetrics(
  lines: readonly Unit[][],
  { face, size }: TextStyle,
): { ascent: number; height: number } {
  const faces = new Set<Face>([face, ...lines.flat().map((run) => run.face)]);
  const all = [...faces].map(fontOf);
  const ascent = Math.max(...all.map((font) => (font.ascent / font.unitsPerEm) * size));
  const descent = Math.max(...all.map((font) => (-font.descent / font.unitsPerEm) * size));
  return { ascent, height: ascent + descent };
}

/**
 * Copied text equals the original, whatever glyphs are drawn. Not from right to left: PDF viewers reverse such words
 * by themselves, and would reverse them a second time.
 */
function drawLine(
  document: Document,
  runs: readonly Unit[],
  left: number,
  baseline: number,
  size: number,
): void {
  let x = left;
  for (const run of visualOrder(runs)) {
    const width = widthOf(document, run, size);
    const isTold = run.level % 2 === 0 && !PLAIN.test(run.text);
    if (isTold) document.markContent('Span', { actual: run.text });
    document.text(run.text, x, baseline, { lineBreak: false, baseline: 'alphabetic', features: FEATURES });
    if (isTold) document.endMarkedContent();
    x += width;
  }
}

/** Named, so that the library lays out a run as a whole: word by word, right-to-left words would lose their order. */
const FEATURES: PDFKit.Mixins.OpenTypeFeatures[] = ['kern', 'liga'];

function widthOf(document: Document, run: Unit, size: number): number {
  document.font(readFaceOnce(document, run.face)).fontSize(size);
  return document.widthOfString(run.text, { features: FEATURES });
}

const registered = new WeakMap<Document, Set<Face>>();

function readFaceOnce(document: Document, face: Face): Face {
  const known = registered.get(document) ?? new Set<Face>();
  if (!known.has(face)) document.registerFont(face, readFace(face));
  registered.set(document, known.add(face));
  return face;
}

function unitsOf(text: string, face: TextStyle['face']): Unit[] {
  let last: Face = face;
  const parts = [...graphemes.segment(text)].map(({ segment }) => {
    // A space belongs to the word before it, so that a name in one script is one run.
    const found = isBlank(segment)
      ? fontOf(last).hasGlyphForCodePoint(0x20)
        ? last
        : face
      : faceFor(segment, text, face);
    last = found ?? face;
    return { text: found === null ? spelled(segment) : segment, face: last };
  });
  const { levels } = bidi.getEmbeddingLevels(parts.map((part) => part.text).join(''), 'ltr');
  let at = 0;
  return parts.map((part) => {
    const level = levels[at] ?? 0;
    at += part.text.length;
    return { ...part, level };
  });
}

/** True if a character is shown as its code, since no typeface has it. */
export function isSpelledOut(text: string, face: TextStyle['face']): boolean {
  if (PLAIN.test(text)) return false;
  return [...graphemes.segment(text)].some(
    ({ segment }) => !isBlank(segment) && faceFor(segment, text, face) === null,
  );
}

const isBlank = (grapheme: string) => /^\s$/u.test(grapheme);

const spelled = (grapheme: string) =>
  [...grapheme]
    .map((character) => (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0'))
    .map((code) => `[U+${code}]`)
    .join('');

/** Neighbours of one face and direction are shaped together: letters join, and vowels find their place. */
function runsOf(units: readonly Unit[]): Unit[] {
  const runs: Unit[] = [];
  for (const unit of units) {
    const last = runs.at(-1);
    if (last !== undefined && last.face === unit.face && last.level === unit.level) {
      runs[runs.length - 1] = { ...last, text: last.text + unit.text };
    } else runs.push(unit);
  }
  return runs;
}

/** Units that are not split unless wider than a line: words with the space after them, single Han characters. */
function wordsOf(units: readonly Unit[]): Unit[][] {
  const words: Unit[][] = [];
  for (const [index, unit] of units.entries()) {
    const before = units[index - 1];
    const isNew =
      before === undefined || /\s$/u.test(before.text) || WIDE.test(before.text) || WIDE.test(unit.text);
    if (isNew) words.push([unit]);
    else words.at(-1)?.push(unit);
  }
  return words;
}

function linesOf(document: Document, text: string, { face, size, width }: TextStyle): Unit[][] {
  const fits = (units: readonly Unit[]) =>
    runsOf(units).reduce((sum, run) => sum + widthOf(document, run, size), 0) <= width;
  const lines: Unit[][] = [[]];
  const add = (part: readonly Unit[]) => {
    const line = lines.at(-1) ?? [];
    if (line.length === 0 || fits([...line, ...part])) line.push(...part);
    else lines.push([...part]);
  };
  for (const word of wordsOf(unitsOf(text.replace(/\s+/gu, ' '), face))) {
    if (fits(word)) add(word);
    else for (const unit of word) add([unit]);
  }
  return lines.map(runsOf);
}

/** Rule L2 of the Unicode bidirectional algorithm. */
function visualOrder(runs: readonly Unit[]): Unit[] {
  let ordered = [...runs];
  const highest = Math.max(0, ...runs.map(({ level }) => level));
  for (let level = highest; level >= 1; level -= 1) {
    const next: Unit[] = [];
    let group: Unit[] = [];
    for (const run of ordered) {
      if (run.level >= level) group.unshift(run);
      else {
        next.push(...group, run);
        group = [];
      }
    }
    ordered = [...next, ...group];
  }
  return ordered;
}
