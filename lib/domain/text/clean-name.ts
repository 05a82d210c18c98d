// Normalisation of a name from another system: one readable line that can be shown, compared and sent back.

/** Characters as people see them. The longest name that a register accepts has 160. */
export const NAME_MAX = 160;

/** The maximum of a person's name: a longer text would be a message to its reader. */
export const PERSON_MAX = 80;

/** A platform's error text is one sentence. */
export const MESSAGE_MAX = 300;

/** Line breaks, tabs and other controls: replaced by a space. */
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu;

/**
 * Invisible characters and those that change the writing direction: direction marks, zero-width characters, soft
 * hyphens, fillers, tags, annotation marks, private characters, lone surrogates. Joiners and selectors depend on
 * their neighbours.
 */
const UNSEEN =
  /[\p{Cs}\p{Co}\u2800\uFFF9-\uFFFB]|(?!\u200C|\u200D|\uFE0E|\uFE0F|[\u{E0100}-\u{E01EF}])\p{Default_Ignorable_Code_Point}/gu;

/** Emoji are joined from several parts; in these scripts a joiner changes how its neighbours are written. */
const JOINED =
  /\uFE0F|[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Mongolian}]/u;
const SELECTED = /[\p{Emoji}\p{Script=Han}]/u;
const ATTACHED = /\u200C|\u200D|\uFE0E|\uFE0F|[\u{E0100}-\u{E01EF}]/u;

/** No European alphabet puts three marks on a letter, and no script at all five. */
const STACKED = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}\p{P}\p{S}]\p{M}{2})\p{M}+/gu;
const STACKED_ANYWHERE = /(\p{M}{4})\p{M}+/gu;
/** A mark without a letter would be drawn on its neighbour. */
const LOOSE = /(^| )\p{M}+/gu;

const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Created on first use: forms import this file, and some browsers lack it. */
let segmenter: Intl.Segmenter | undefined;
const lettersOf = (text: string) => {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter.segment(text);
};

/**
 * @param max number of characters; a longer text ends with an ellipsis
 * @returns null where nothing readable remains
 */
export function cleanName(raw: string, max = NAME_MAX): string | null {
  const name = asLine(raw, max);
  return name === null ? null : shortened(name, max);
}

export type TypedName = { ok: true; name: string } | { ok: false; problem: 'empty' | 'too-long' };

/** A name as typed: it is never cut, since the person can shorten it. */
export function parseName(raw: string, max = NAME_MAX): TypedName {
  if (raw.length > fieldLength(max)) return { ok: false, problem: 'too-long' };
  const name = asLine(raw, max);
  if (name === null) return { ok: false, problem: 'empty' };
  return lettersIn(name) > max ? { ok: false, problem: 'too-long' } : { ok: true, name };
}

/** Characters as people count them: a browser counts code units, and invisible marks too. */
export function lettersIn(text: string): number {
  let count = 0;
  for (const _ of lettersOf(text)) count += 1;
  return count;
}

/** The limit of the field: it cuts no pasted text, so that the error can say what is wrong. */
export const fieldLength = (max: number): number => max * 20;

/** The same text without invisible characters, for text that one person sees in the name of another. */
export function withoutUnseen(text: string): string {
  let before = text;
  // Each removal may leave a character that must be removed next.
  for (;;) {
    const after = attachedOnly(before.replace(UNSEEN, ''))
      .normalize('NFC')
      .replace(STACKED, '$1')
      .replace(STACKED_ANYWHERE, '$1')
      .replace(LOOSE, '$1');
    if (after === before) return after;
    before = after;
  }
}

/** Keeps joiners and selectors only where they join or select something. */
function attachedOnly(text: string): string {
  if (!ATTACHED.test(text)) return text;
  const letters = [...text];
  return letters
    .filter((letter, n) => {
      if (!ATTACHED.test(letter)) return true;
      const before = letters[n - 1] ?? '';
      const isJoiner = letter === '\u200C' || letter === '\u200D';
      return isJoiner ? JOINED.test(before) && JOINED.test(letters[n + 1] ?? '') : SELECTED.test(before);
    })
    .join('');
}

function asLine(raw: string, max: number): string | null {
  // The part of a very long text that would be cut anyway is not processed.
  const name = withoutUnseen(raw.slice(0, fieldLength(max)).replace(BREAKS, ' '))
    .replace(/ +/g, ' ')
    .trim();
  return SEEN.test(name) ? name : null;
}

function shortened(name: string, max: number): string {
  if (name.length <= max) return name;
  const kept: string[] = [];
  for (const { segment } of lettersOf(name)) {
    if (kept.length === max)
      return `${kept
        .slice(0, max - 1)
        .join('')
        .trimEnd()}…`;
    kept.push(segment);
  }
  return name;
}
