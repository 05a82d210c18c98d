// Bounded label cardinality: only names from code become labels. An id would add a series each time, and be revealed.

/** Values per label and metric; further ones become `other`. */
const MOST_VALUES = 120;
const PLAIN = /^[A-Za-z_/{][\w .:/{}[\]()-]{0,79}$|^\d{3}$/;
/** Parts of ids: long runs of digits, or of hexadecimal digits with at least one decimal digit. */
const ID_LIKE = /\d{5,}|(?=[0-9a-f]*\d)[0-9a-f]{8,}|[A-Za-z0-9_-]{33,}|@/i;

export type Labels = (name: string, value: unknown) => string;

/** One set for each metric. */
export function createLabels(): Labels {
  const seen = new Map<string, Set<string>>();
  return (name, value) => {
    const text = typeof value === 'number' ? String(value) : value;
    if (typeof text !== 'string' || !PLAIN.test(text) || ID_LIKE.test(text)) return 'other';
    const known = seen.get(name) ?? new Set();
    seen.set(name, known);
    if (!known.has(text) && known.size >= MOST_VALUES) return 'other';
    known.add(text);
    return text;
  };
}
