// Normalisation at the door: a name that comes from outside is one readable line, so that it can be shown, compared and sent back as it is.

/** Characters as people see them. The longest name that a register prints has 160. */
export const NAME_MAX = 160;

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

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * @param max how many characters are kept; what is longer ends with an ellipsis
 * @returns null where nothing readable is left
 */
export function cleanName(raw: string, max = NAME_MAX): string | null {
  // What nobody would read to its end costs nothing.
  const name = raw
    .slice(0, max * 20)
    .replace(BREAKS, ' ')
    .replace(UNSEEN, '')
    // Last: what stood between a letter and its accent is gone by now.
    .normalize('NFC')
    .replace(/ +/g, ' ')
    .replace(JOINERS_OUTSIDE, '');
  if (!SEEN.test(name)) return null;
  return shortened(name, max);
}

function shortened(name: string, max: number): string {
  if (name.length <= max) return name;
  const kept: string[] = [];
  for (const { segment } of letters.segment(name)) {
    if (kept.length === max)
      return `${kept
        .slice(0, max - 1)
        .join('')
        .trimEnd()}…`;
    kept.push(segment);
  }
  return name;
}
