// Keyset paging: pages are addressed by position in a list that grows at its head, so that a page never shifts.

/** The place that a page begins at, and on which side of it the page lies. */
export interface Cursor {
  way: 'older' | 'newer';
  from: number;
}

/** What a reader is asked for: newest first behind the place, oldest first ahead of it; no place is the newest end. */
export interface Side {
  cursor: Cursor | null;
  limit: number;
}

export interface Page<T> {
  /** Newest first. */
  items: T[];
  /** As addresses name them; null where nothing more lies. */
  older: string | null;
  newer: string | null;
}

/** Entries of a history on one page. */
export const HISTORY_PAGE = 15;
/** Each has two files to keep. */
export const RECEIPTS_PAGE = 10;
/** Links for colleagues; connections that are no more. */
export const LINKS_PAGE = 10;
/** Each is a card with all that it was about. */
export const ENDED_PAGE = 5;

const CURSOR = /^(older|newer)-([1-9]\d{0,9})$/;
/** As large as a place can be in the database. */
const LARGEST = 2_147_483_647;

/** From an address, so a claim: a malformed cursor gives the newest page. */
export function readCursor(value: string | string[] | undefined): Cursor | null {
  const [, way, place] = CURSOR.exec(typeof value === 'string' ? value : '') ?? [];
  const from = Number(place);
  return (way === 'older' || way === 'newer') && from <= LARGEST ? { way, from } : null;
}

/** Those beside the cursor among rows that are all known, numbered from the oldest. @param rows oldest first */
export function besideIn<T>(rows: readonly T[], { cursor, limit }: Side): { seq: number; row: T }[] {
  const numbered = rows.map((row, index) => ({ seq: index + 1, row }));
  if (cursor?.way === 'newer') return numbered.filter(({ seq }) => seq > cursor.from).slice(0, limit);
  return numbered
    .filter(({ seq }) => cursor === null || seq < cursor.from)
    .toReversed()
    .slice(0, limit);
}

/**
 * Turns to a page. A place with nothing on its side, or with less than a page ahead of it, is the newest page.
 * @param read at most `limit` rows beside the cursor
 */
export async function turnPage<T extends { seq: number }>(
  asked: Cursor | null,
  size: number,
  read: (side: Side) => Promise<T[]>,
): Promise<Page<T>> {
  const rows = await read({ cursor: asked, limit: size + 1 });
  const isShort = asked?.way === 'newer' ? rows.length <= size : rows.length === 0;
  if (asked !== null && isShort) return turnPage(null, size, read);
  const cut = rows.slice(0, size);
  const items = asked?.way === 'newer' ? cut.toReversed() : cut;
  const [first, last] = [items[0], items.at(-1)];
  const hasOlder = asked?.way === 'newer' || rows.length > size;
  return {
    items,
    older: hasOlder && last !== undefined ? `older-${last.seq}` : null,
    newer: asked !== null && first !== undefined ? `newer-${first.seq}` : null,
  };
}
