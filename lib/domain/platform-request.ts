// Owns what a customer may write about a platform that is missing.

export const PLATFORM_NAME_AT_MOST = 80;
export const NOTE_AT_MOST = 500;

type Parsed<T> = { ok: true; value: T } | { ok: false };

const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu;
const HIDDEN_IN_LINES = /(?![\n])[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu;

/** One line of words; null when nothing to read is left. */
export function cleanPlatformName(raw: string): string | null {
  const name = raw.normalize('NFC').replace(/\s+/g, ' ').replace(HIDDEN, '').trim();
  return /[\p{L}\p{N}]/u.test(name) ? name : null;
}

export function parsePlatformName(
  raw: string,
): { ok: true; name: string } | { ok: false; problem: 'missing' | 'too-long' } {
  const name = cleanPlatformName(raw);
  if (name === null) return { ok: false, problem: 'missing' };
  return [...name].length > PLATFORM_NAME_AT_MOST ? { ok: false, problem: 'too-long' } : { ok: true, name };
}

/** Null for nothing. */
export function parseNote(raw: string): Parsed<string | null> {
  const note = raw.replace(/\r\n?/g, '\n').replace(HIDDEN_IN_LINES, '').trim();
  return [...note].length > NOTE_AT_MOST ? { ok: false } : { ok: true, value: note === '' ? null : note };
}

/** The same for every way to write one name: «Sage 50», «sage50», «SAGE-50». */
export function platformNameKey(name: string): string {
  const letters = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return letters === '' ? name.toLowerCase() : letters;
}
