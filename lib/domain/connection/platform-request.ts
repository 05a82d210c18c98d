// Validation of a platform request: the text a customer writes about a missing platform.
import { parseName } from '../text/clean-name';

export const PLATFORM_NAME_AT_MOST = 80;
export const NOTE_AT_MOST = 500;

type Parsed<T> = { ok: true; value: T } | { ok: false };

const HIDDEN_IN_LINES = /(?![\n])[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu;

export function parsePlatformName(
  raw: string,
): { ok: true; name: string } | { ok: false; problem: 'missing' | 'too-long' } {
  const parsed = parseName(raw, PLATFORM_NAME_AT_MOST);
  if (!parsed.ok) return { ok: false, problem: parsed.problem === 'empty' ? 'missing' : 'too-long' };
  return /[\p{L}\p{N}]/u.test(parsed.name) ? parsed : { ok: false, problem: 'missing' };
}

/** Null for an empty note. */
export function parseNote(raw: string): Parsed<string | null> {
  const note = raw.replace(/\r\n?/g, '\n').replace(HIDDEN_IN_LINES, '').trim();
  return [...note].length > NOTE_AT_MOST ? { ok: false } : { ok: true, value: note === '' ? null : note };
}

/** One key for all spellings of a name: «Sage 50», «sage50», «SAGE-50». */
export function platformNameKey(name: string): string {
  const letters = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return letters === '' ? name.toLowerCase() : letters;
}
