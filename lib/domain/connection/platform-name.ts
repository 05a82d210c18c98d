// Name resolution: a connection bears the name of the platform that the customer chose, also where Codat names an
// intermediary or no platform.

/** One that can be chosen from the list. */
export interface Listed {
  key: string;
  name: string;
  /** Codat's id of the choice: each bank behind one integration has its own. */
  sourceId: string | null;
  integrationId: string | null;
}

export interface NamedPlatform {
  platformKey: string | null;
  platformName: string | null;
  sourceId: string | null;
  integrationId: string | null;
}

/**
 * The entry of the list that a connection is of. Its key says it, one bank among many too; Codat may leave the key out
 * (docs/codat.md#optional-fields). Then its source, name or integration says it, where one entry alone can be meant: what
 * an entry leaves out itself speaks neither for nor against it.
 */
export function listedAs(told: NamedPlatform, listed: readonly Listed[]): Listed | null {
  const byKey = listed.find(({ key }) => key === told.platformKey);
  if (byKey !== undefined) return byKey;
  const { sourceId, integrationId, platformName } = told;
  const able = listed.filter(
    (one) => isNotAgainst(one.sourceId, sourceId) && isNotAgainst(one.integrationId, integrationId),
  );
  return (
    theOne(sourceId === null ? [] : able.filter((one) => one.sourceId === sourceId)) ??
    theOne(able.filter(({ name }) => name === platformName)) ??
    theOne(integrationId === null || !able.some((one) => one.integrationId === integrationId) ? [] : able)
  );
}

const isNotAgainst = (one: string | null, other: string | null) =>
  one === null || other === null || one === other;

function theOne(found: readonly Listed[]): Listed | null {
  const [first, ...others] = found;
  return first !== undefined && others.length === 0 ? first : null;
}

/** @param known what it is called here: by the press that made it, or by the list; it stays when Codat calls it otherwise */
export function platformNameOf(known: string | null, told: NamedPlatform, listed: readonly Listed[]): string {
  const isChosen =
    known !== null && known !== '' && known !== told.platformName && known !== told.platformKey;
  if (isChosen) return known;
  return listedAs(told, listed)?.name ?? told.platformName ?? (known || (told.platformKey ?? ''));
}
