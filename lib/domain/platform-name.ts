// Name resolution: a connection is called as what the customer pressed, also where Codat names the service that stands between.

/** One that can be chosen from the list. */
export interface Listed {
  key: string;
  name: string;
  /** Codat's id of what is chosen: each bank behind one integration has its own. */
  sourceId: string | null;
}

export interface Told {
  platformKey: string | null;
  platformName: string | null;
  sourceId: string | null;
}

/**
 * What the list calls it. By its key, which says one bank among many; by its source where the key says nothing, and only
 * where one entry has that source.
 */
export function listedName({ platformKey, sourceId }: Told, listed: readonly Listed[]): string | null {
  const byKey = listed.find(({ key }) => key === platformKey);
  if (byKey !== undefined) return byKey.name;
  const bySource = sourceId === null ? [] : listed.filter((one) => one.sourceId === sourceId);
  return bySource.length === 1 ? (bySource[0]?.name ?? null) : null;
}

/** @param known what it is called here: by the press that made it, or by the list; it stays when Codat calls it otherwise */
export function platformNameOf(known: string | null, told: Told, listed: readonly Listed[]): string {
  const isChosen =
    known !== null && known !== '' && known !== told.platformName && known !== told.platformKey;
  if (isChosen) return known;
  return listedName(told, listed) ?? told.platformName ?? (known || (told.platformKey ?? ''));
}
