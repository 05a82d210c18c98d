// Pagination: reads every page of a list; an entry that cannot be read is left out and still counts as present.
import type { Answer } from './answer';

/** An endless list is cut here. */
const MOST_PAGES = 100;

/**
 * @param size entries per page
 * @param read null for an unreadable entry
 */
export async function listPages<T>(
  size: number,
  ask: (page: number, size: number) => Promise<Answer>,
  read: (entry: Answer) => T | null,
): Promise<T[]> {
  const found: T[] = [];
  let seen = 0;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await ask(page, size);
    const entries = answer.results();
    found.push(...entries.flatMap((entry) => read(entry) ?? []));
    seen += entries.length;
    // Neither a short page nor a missing link proves the end (docs/codat.md#paging).
    const hasMore =
      !answer.at('_links').at('next').isAbsent || seen < (answer.at('totalResults').count() ?? 0);
    if (entries.length === 0 || !hasMore) break;
  }
  return found;
}
