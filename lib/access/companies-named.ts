// Lookup of businesses by the names that callers use: one statement for all that have another name than Accord's id, and null
// for what is unknown. An id is taken as it is: who reads by it learns whether there is such a business.
import type { Db } from '@/db/client';
import { listNamed } from '@/db/queries/companies';
import type { BusinessName } from '../domain/access/access-question';
import { isUuid } from '../domain/text/uuid';

/** @returns Accord's ids, in the order of the names */
export async function companiesNamed(
  { db, issuer }: { db: Db; issuer: string | null },
  names: readonly (BusinessName | null)[],
): Promise<(string | null)[]> {
  const values = (by: BusinessName['by']) => [
    ...new Set(names.flatMap((name) => (name?.by === by ? [keyOf(name)] : []))),
  ];
  const wanted = {
    issuer,
    externalIds: issuer === null ? [] : values('external'),
    codatIds: values('codat').filter(isUuid),
  };
  const isAnybody = wanted.externalIds.length + wanted.codatIds.length > 0;
  const rows = isAnybody ? await listNamed(db, wanted) : [];
  const known = new Map(
    rows.flatMap(({ id, externalId, codatId }) => [
      [`external ${externalId}`, id] as const,
      [`codat ${codatId}`, id] as const,
    ]),
  );
  return names.map((name) => {
    if (name === null) return null;
    if (name.by === 'id') return isUuid(name.value) ? keyOf(name) : null;
    return known.get(`${name.by} ${keyOf(name)}`) ?? null;
  });
}

/** A UUID may be written in capitals; the client's own ids are as they are. */
const keyOf = ({ by, value }: BusinessName) => (by === 'external' ? value : value.toLowerCase());
