// Validation of a question in the help form, and its reference number. Pure.

import { sha256 } from '../crypto/sha256';
import { isMailAddress } from '../letter/mail';
import { parseName } from '../text/clean-name';

/** In characters. */
export const HELP_LIMITS = { name: 120, email: 254, message: 3000 } as const;

export type HelpField = keyof typeof HELP_LIMITS;
export type HelpProblem =
  | 'help-name-long'
  | 'help-email-unreadable'
  | 'help-message-empty'
  | 'help-message-long';

export interface HelpQuestion {
  /** May be empty: the author may stay anonymous. */
  name: string;
  email: string;
  message: string;
}

export type HelpForm =
  | { ok: true; question: HelpQuestion }
  | { ok: false; problems: Partial<Record<HelpField, HelpProblem>> };

/** Line breaks stay, other invisible characters go. Browsers send two characters for each line break. */
function clean(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]|[\p{Cs}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '')
    .trim();
}

/** @param raw as the form sent it, unchecked */
export function readHelpForm(raw: HelpQuestion): HelpForm {
  const name = parseName(raw.name, HELP_LIMITS.name);
  const question: HelpQuestion = {
    name: name.ok ? name.name : '',
    email: raw.email.normalize('NFC').trim(),
    message: clean(raw.message),
  };
  const problems: Partial<Record<HelpField, HelpProblem>> = {};
  if (!name.ok && name.problem === 'too-long') problems.name = 'help-name-long';
  if (!isMailAddress(question.email)) problems.email = 'help-email-unreadable';
  if (question.message === '') problems.message = 'help-message-empty';
  else if (question.message.length > HELP_LIMITS.message) problems.message = 'help-message-long';
  return Object.keys(problems).length === 0 ? { ok: true, question } : { ok: false, problems };
}

/**
 * The identity of a question: the same words from the same form are one. Other words, after Back, are another
 * question.
 * @param form the form's own value, set when it was shown
 */
export function helpDedupe(form: string, { name, email, message }: HelpQuestion): string {
  return sha256(JSON.stringify([form, name, email, message]));
}

/** No I, L, O and U: easy to read out on the phone. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The reference number of a question, such as 7K3M2-Q9PDX: 50 bits of its hash, so that it cannot be guessed.
 * @param dedupe SHA-256 in hex
 */
export function helpReference(dedupe: string): string {
  let bits = BigInt(`0x${dedupe.slice(0, 16)}`);
  let text = '';
  for (let n = 0; n < 10; n += 1) {
    text += LETTERS[Number(bits & 31n)];
    bits >>= 5n;
  }
  return `${text.slice(0, 5)}-${text.slice(5)}`;
}

/** Null for a malformed number. */
export function readHelpReference(value: unknown): string | null {
  return typeof value === 'string' && /^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/.test(value)
    ? value
    : null;
}

/** The page of the author, as far as it may be stored: without query, and none with a secret link. */
export function keptPage(path: string | null): string | null {
  const page = path?.split(/[?#]/, 1)[0] ?? '';
  return page === '' || page.length > 200 || /^\/(share|sign-in)(\/|$)/.test(page) ? null : page;
}
