// Name resolution: a connection bears the name of the platform that the customer chose, also where Codat names an
// intermediary or no platform.

/** An entry of the list of platforms. */
export interface Listed {
  key: string;
  name: string;
  /** Codat's id of the source: each bank behind one integration has its own. */
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
 * The list entry of a connection, by its key, which is unique even among many banks. Codat may leave the key out
 * (docs/codat.md#optional-fields). Then source, name or integration decide, if they fit one entry alone: fields that the
 * entry itself lacks are ignored.
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

/** @param known its name here: from the press that started it, or from the list; it stays when Codat uses another */
export function platformNameOf(known: string | null, told: NamedPlatform, listed: readonly Listed[]): string {
  const isChosen =
    known !== null && known !== '' && known !== told.platformName && known !== told.platformKey;
  if (isChosen) return known;
  return listedAs(told, listed)?.name ?? told.platformName ?? (known || (told.platformKey ?? ''));
}
