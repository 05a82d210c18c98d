// Parser of a migration file: one JSON object per line. Problems name line and field, never the value.
import { sha256 } from '../crypto/sha256';

export interface MigrationLine {
  /** Line number in the file, from 1. */
  line: number;
  /** Accord's id of the business, or the client's own. */
  business: string;
  /** Codat's key of the platform. */
  platform: string;
  /** Distinguishes several connections of one platform; empty for a single one. */
  reference: string;
  tokens: Record<string, string>;
}

export interface LineProblem {
  line: number;
  problem: 'not-json' | 'no-business' | 'no-platform' | 'no-tokens' | 'said-twice';
}

export type ParsedFile = { ok: true; lines: MigrationLine[] } | { ok: false; problems: LineProblem[] };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** The whole file is read before anything is sent: a file with a problem migrates nothing. */
export function parseMigrationFile(text: string): ParsedFile {
  const lines: MigrationLine[] = [];
  const problems: LineProblem[] = [];
  const seen = new Set<string>();
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    if (raw.trim() === '') continue;
    const read = parseLine(raw, index + 1);
    if ('problem' in read) problems.push(read);
    else if (seen.has(subjectOf(read))) problems.push({ line: read.line, problem: 'said-twice' });
    else {
      seen.add(subjectOf(read));
      lines.push(read);
    }
  }
  return problems.length === 0 ? { ok: true, lines } : { ok: false, problems };
}

function parseLine(raw: string, line: number): MigrationLine | LineProblem {
  let value: unknown;
  try {
    value = JSON.parse(raw.replace(/^\uFEFF/, ''));
  } catch {
    return { line, problem: 'not-json' };
  }
  if (!isObject(value)) return { line, problem: 'not-json' };
  const { business, platform, reference, tokens } = value;
  if (!isText(business)) return { line, problem: 'no-business' };
  if (!isText(platform)) return { line, problem: 'no-platform' };
  const entries = isObject(tokens) ? Object.entries(tokens) : [];
  const given = entries.filter((entry): entry is [string, string] => isText(entry[1]));
  if (given.length === 0 || given.length < entries.length) return { line, problem: 'no-tokens' };
  return {
    line,
    business: business.trim(),
    platform: platform.trim(),
    reference: isText(reference) ? reference.trim() : '',
    tokens: Object.fromEntries(given),
  };
}

/**
 * A permanent id of the line without anything of its tokens: a second run with fresh tokens is the same migration.
 */
export function subjectOf({ business, platform, reference }: MigrationLine): string {
  return sha256(JSON.stringify([business, platform, reference]));
}
