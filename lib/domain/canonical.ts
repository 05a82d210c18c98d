// Owns canonical JSON (RFC 8785) of what was read from JSON text: sorted in place and written by the engine itself.
import canonicalize from 'canonicalize';

class Awkward extends Error {}

/** Keys that the engine would put first whatever their order (`10`), or not take as a key at all (`__proto__`). */
function isAwkward(key: string): boolean {
  const first = key.charCodeAt(0);
  return (first >= 48 && first <= 57) || first === 95;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** How many commas and colons stand between values. */
interface Tally {
  separators: number;
}

function sortArray(values: unknown[], tally: Tally): unknown[] {
  tally.separators += Math.max(values.length - 1, 0);
  for (const [index, value] of values.entries()) if (isObject(value)) values[index] = sort(value, tally);
  return values;
}

function sort(value: object, tally: Tally): object {
  if (Array.isArray(value)) return sortArray(value, tally);
  const from = value as Record<string, unknown>;
  const keys = Object.keys(from);
  tally.separators += Math.max(2 * keys.length - 1, 0);
  let before = '';
  let isSorted = true;
  for (const key of keys) {
    if (isAwkward(key)) throw new Awkward();
    // By UTF-16 code units, as the standard has it and as the engine compares.
    if (key < before) isSorted = false;
    before = key;
  }
  const into: Record<string, unknown> = isSorted ? from : {};
  for (const key of isSorted ? keys : keys.sort()) {
    const child = from[key];
    if (isObject(child)) into[key] = sort(child, tally);
    else if (!isSorted) into[key] = child;
  }
  return into;
}

export interface Stored {
  value: object;
  canonical: string;
  /** False when a number is written in another way than JavaScript writes it (`30.0`), which a hash of values cannot see. */
  isPlain: boolean;
}

/**
 * Reads an object as Postgres writes `jsonb`: one space after each comma and each colon.
 * @throws SyntaxError when it is no JSON
 */
export function readStored(text: string): Stored {
  const value: object = JSON.parse(text);
  const tally: Tally = { separators: 0 };
  try {
    const canonical = JSON.stringify(sort(value, tally));
    return { value, canonical, isPlain: text.length === canonical.length + tally.separators };
  } catch (error) {
    if (!(error instanceof Awkward)) throw error;
    return { value, canonical: canonicalize(value) ?? '', isPlain: true };
  }
}
