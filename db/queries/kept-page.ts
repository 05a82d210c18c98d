// Filtered page: reads on until a page is full, so that rows left out hide none of those behind them.

interface Reading<T> {
  limit: number;
  /** Where the page begins; null for the end of the list. */
  from: number | null;
  read(from: number | null): Promise<T[]>;
  placeOf(row: T): number | null;
  keep(rows: readonly T[]): T[] | Promise<T[]>;
}

export async function readKept<T>({ limit, from, read, placeOf, keep }: Reading<T>): Promise<T[]> {
  const kept: T[] = [];
  for (let place = from; ; ) {
    const rows = await read(place);
    kept.push(...(await keep(rows)));
    const last = rows.at(-1);
    if (last === undefined || rows.length < limit || kept.length >= limit) return kept.slice(0, limit);
    place = placeOf(last);
  }
}
