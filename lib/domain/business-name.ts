// Owns what a business may be called: almost anything a register would print, nothing that hides or breaks text.

export const BUSINESS_NAME_MAX = 120;

export type BusinessNameProblem = 'empty' | 'too-long' | 'unreadable';

/** Control characters, direction overrides, zero-width characters and lone surrogates: they hide what a name says. */
const HIDDEN = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/u;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/**
 * Cleans a name as typed: NFC, no outer blanks, inner runs of blanks as one.
 * Length is counted in characters as people see them, roughly: code points.
 */
export function parseBusinessName(
  raw: string,
): { ok: true; name: string } | { ok: false; problem: BusinessNameProblem } {
  // Checked before anything else is done, so that a very long text costs nothing.
  if (raw.length > BUSINESS_NAME_MAX * 20) return { ok: false, problem: 'too-long' };
  const name = raw.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (name === '') return { ok: false, problem: 'empty' };
  if ([...name].length > BUSINESS_NAME_MAX) return { ok: false, problem: 'too-long' };
  if (HIDDEN.test(name) || !LETTER_OR_DIGIT.test(name)) return { ok: false, problem: 'unreadable' };
  return { ok: true, name };
}
