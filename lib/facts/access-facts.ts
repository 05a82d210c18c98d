// Facts of decisions about many businesses, read in one statement however many there are.
import type { Db } from '@/db/client';
import { type ConnectionRow, eachConnectionsPart } from '@/db/queries/connections';
import { batchGatherer } from '@/db/queries/gather';
import { eachHeadPart, isHeadProven } from '@/db/queries/proven-events';
import { eachBasisPart, provenBasis, type SealedEvent } from '@/db/queries/snapshots';

const read = batchGatherer('access_facts', {
  basis: eachBasisPart,
  head: eachHeadPart,
  connections: eachConnectionsPart,
});

export interface AccessBasis {
  /** What the standings of all products follow from, proven, in order of `seq`. */
  basis: SealedEvent[];
  isInDoubt: boolean;
  connections: ConnectionRow[];
}

/** As they are now. A business that does not exist is left out. */
export async function loadAccessFacts(
  db: Db,
  companyIds: readonly string[],
): Promise<Map<string, AccessBasis>> {
  const found = await read(db, companyIds, { until: null });
  return new Map(
    await Promise.all(
      [...found].map(async ([companyId, { basis, head, connections }]) => {
        // Nothing more is read where all of it is proven.
        const proven = await provenBasis(db, companyId, {}, { basis, head });
        return [companyId, { basis: proven, isInDoubt: !isHeadProven(head), connections }] as const;
      }),
    ),
  );
}
