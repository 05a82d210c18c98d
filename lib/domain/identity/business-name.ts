// Validation of a business's name: allows nearly all that a register prints, and nothing that hides or breaks text.
import { cleanName, fieldLength, lettersIn, NAME_MAX } from '../text/clean-name';

/** The maximum at Companies House. */
export const BUSINESS_NAME_MAX = NAME_MAX;
/** The limit of the field: it cuts no pasted text, so that the error can say what is wrong. */
export const BUSINESS_NAME_FIELD = fieldLength(BUSINESS_NAME_MAX);

export type BusinessNameProblem = 'empty' | 'too-long' | 'unreadable';

/** Marks that spreadsheets and messengers put around copied text. */
const ENDS =
  /^[\s\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]+|[\s\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]+$/gu;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/**
 * Cleans a typed name: NFC, one space between words, no outer spaces and no marks that programs add at the ends.
 * Length is counted in characters as people see them.
 */
export function parseBusinessName(
  raw: string,
): { ok: true; name: string } | { ok: false; problem: BusinessNameProblem } {
  // Checked first, so that a very long text costs nothing.
  if (raw.length > BUSINESS_NAME_FIELD) return { ok: false, problem: 'too-long' };
  const name = raw.normalize('NFC').replace(ENDS, '').replace(/\s+/gu, ' ');
  if (name === '') return { ok: false, problem: 'empty' };
  if (lettersIn(name) > BUSINESS_NAME_MAX) return { ok: false, problem: 'too-long' };
  if (hidesSomething(name) || !LETTER_OR_DIGIT.test(name)) return { ok: false, problem: 'unreadable' };
  return { ok: true, name };
}

/** Characters that are removed from other systems' names, but refused in typed ones: that person can remove them. */
function hidesSomething(name: string): boolean {
  return /\p{Cn}/u.test(name) || cleanName(name) !== name;
}

const UNKNOWN = /[\p{Co}\p{Cn}]/gu;

/**
 * A name from another system, which no one here can correct: hidden characters are removed, and a long name is cut
 * between characters and ends with an ellipsis.
 * @returns null when nothing readable remains
 */
export function businessNameFrom(raw: string): string | null {
  const name = cleanName(raw.slice(0, BUSINESS_NAME_FIELD).replace(UNKNOWN, ''), BUSINESS_NAME_MAX);
  const parsed = name === null ? null : parseBusinessName(name);
  return parsed?.ok ? parsed.name : null;
}
