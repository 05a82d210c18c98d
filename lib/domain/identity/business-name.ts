// Validation of a business's name: almost anything a register would print, nothing that hides or breaks text.
import { cleanName, fieldLength, lettersIn, NAME_MAX } from '../text/clean-name';

/** As many as Companies House registers. */
export const BUSINESS_NAME_MAX = NAME_MAX;
/** What a field lets in: it cuts nothing that is pasted, so that the error can say what is wrong. */
export const BUSINESS_NAME_FIELD = fieldLength(BUSINESS_NAME_MAX);

export type BusinessNameProblem = 'empty' | 'too-long' | 'unreadable';

/** Marks that programs for tables and messages put around what is copied. */
const ENDS =
  /^[\s\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]+|[\s\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]+$/gu;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/**
 * Cleans a name as typed: NFC, inner runs of blanks as one, no outer blanks and no marks that programs add at the ends.
 * Length is counted in characters as people see them.
 */
export function parseBusinessName(
  raw: string,
): { ok: true; name: string } | { ok: false; problem: BusinessNameProblem } {
  // Checked before anything else is done, so that a very long text costs nothing.
  if (raw.length > BUSINESS_NAME_FIELD) return { ok: false, problem: 'too-long' };
  const name = raw.normalize('NFC').replace(ENDS, '').replace(/\s+/gu, ' ');
  if (name === '') return { ok: false, problem: 'empty' };
  if (lettersIn(name) > BUSINESS_NAME_MAX) return { ok: false, problem: 'too-long' };
  if (hidesSomething(name) || !LETTER_OR_DIGIT.test(name)) return { ok: false, problem: 'unreadable' };
  return { ok: true, name };
}

/** What would be taken out of a name of somebody else: the person who types can take it out themselves. */
function hidesSomething(name: string): boolean {
  return /\p{Cn}/u.test(name) || cleanName(name) !== name;
}

const UNKNOWN = /[\p{Co}\p{Cn}]/gu;

/**
 * A name that another system knows and nobody here can correct: what hides text goes, and what is too long is cut between
 * characters and says so with an ellipsis. @returns null when nothing of it can be read
 */
export function businessNameFrom(raw: string): string | null {
  const name = cleanName(raw.slice(0, BUSINESS_NAME_FIELD).replace(UNKNOWN, ''), BUSINESS_NAME_MAX);
  const parsed = name === null ? null : parseBusinessName(name);
  return parsed?.ok ? parsed.name : null;
}
