// Keyset paging: pages are addressed by position in a list that grows at its head, so that a page never shifts.

/** The place at which a page begins, and the side of it on which the page lies. */
export interface Cursor {
  way: 'older' | 'newer';
  from: number;
}

/** The rows to read: older than the place, newest first, or newer, oldest first; without a place, the newest. */
export interface Side {
  cursor: Cursor | null;
  limit: number;
}

export interface Page<T> {
  /** Newest first. */
  items: T[];
  /** As written in addresses; null when there are no more rows. */
  older: string | null;
  newer: string | null;
}

/** Entries of a history per page. */
export const HISTORY_PAGE = 15;
/** Each has two files to download. */
export const RECEIPTS_PAGE = 10;
/** Links for colleagues, and deleted connections. */
export const LINKS_PAGE = 10;
/** Each is a card with all its details. */
export const ENDED_PAGE = 5;

const CURSOR = /^(older|newer)-([1-9]\d{0,9})$/;
/** The largest place in the database. */
const LARGEST = 2_147_483_647;

/** From an address, so a claim: a malformed cursor gives the newest page. */
export function readCursor(value: string | string[] | undefined): Cursor | null {
  const [, way, place] = CURSOR.exec(typeof value === 'string' ? value : '') ?? [];
  const from = Number(place);
  return (way === 'older' || way === 'newer') && from <= LARGEST ? { way, from } : null;
}

/** The rows around the cursor, from a complete list numbered from the oldest. @param rows oldest first */
export function besideIn<T>(rows: readonly T[], { cursor, limit }: Side): { seq: number; row: T }[] {
  const numbered = rows.map((row, index) => ({ seq: index + 1, row }));
  if (cursor?.way === 'newer') return numbered.filter(({ seq }) => seq > cursor.from).slice(0, limit);
  return numbered
    .filter(({ seq }) => cursor === null || seq < cursor.from)
    .toReversed()
    .slice(0, limit);
}

/**
 * Reads a page. A place with no rows on its side, or with less than a page of newer ones, gives the newest page.
 * @param read at most `limit` rows on the cursor's side
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
