// Normalisation at the door: a name that comes from outside is one readable line, so that it can be shown, compared and sent back as it is.

/** Characters as people see them. The longest name that a register prints has 160. */
export const NAME_MAX = 160;

/** What a platform says of an error is one sentence. */
export const MESSAGE_MAX = 300;

/** Line breaks, tabs and other controls: they stand where a blank was meant. */
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu;

/**
 * Direction marks, zero-width characters, soft hyphens, tags and halves of characters: none can be seen, each changes what
 * is. The two joiners stay, since emoji and words in Persian and Hindi are written with them.
 */
const UNSEEN =
  /[\p{Cs}\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;

const JOINERS_OUTSIDE = /^(?:\u200C|\u200D| )+|(?:\u200C|\u200D| )+$/gu;

const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Made when it is first needed: forms import this file, and not every browser has one. */
let segmenter: Intl.Segmenter | undefined;
const lettersOf = (text: string) => {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter.segment(text);
};

/**
 * @param max how many characters are kept; what is longer ends with an ellipsis
 * @returns null where nothing readable is left
 */
export function cleanName(raw: string, max = NAME_MAX): string | null {
  const name = asLine(raw, max);
  return name === null ? null : shortened(name, max);
}

export type TypedName = { ok: true; name: string } | { ok: false; problem: 'empty' | 'too-long' };

/** A name as somebody typed it: nothing of it is cut, since they can shorten it themselves. */
export function parseName(raw: string, max = NAME_MAX): TypedName {
  if (raw.length > fieldLength(max)) return { ok: false, problem: 'too-long' };
  const name = asLine(raw, max);
  if (name === null) return { ok: false, problem: 'empty' };
  return lettersIn(name) > max ? { ok: false, problem: 'too-long' } : { ok: true, name };
}

/** Characters as people see them: a browser counts parts of them, and marks that nobody sees. */
export function lettersIn(text: string): number {
  let count = 0;
  for (const _ of lettersOf(text)) count += 1;
  return count;
}

/** What a field lets in: it cuts nothing that is pasted, so that the error can say what is wrong. */
export const fieldLength = (max: number): number => max * 20;

function asLine(raw: string, max: number): string | null {
  // What nobody would read to its end costs nothing.
  const name = raw
    .slice(0, fieldLength(max))
    .replace(BREAKS, ' ')
    .replace(UNSEEN, '')
    // Last: what stood between a letter and its accent is gone by now.
    .normalize('NFC')
    .replace(/ +/g, ' ')
    .replace(JOINERS_OUTSIDE, '');
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
