// Owns looking at Codat again because time is over, without anybody on a page.
import type { Db } from '@/db/client';
import type { Codat } from '../codat/client';
import { Upstream } from '../errors';
import { refreshConnections } from './refresh-connections';

/** @throws Upstream to be tried again */
export async function checkConnections(
  tools: { db: Db; codat: Codat; now: () => Date },
  { companyId, requestId }: { companyId: string; requestId: string },
): Promise<void> {
  const { checked } = await refreshConnections({
    db: tools.db,
    codat: tools.codat,
    companyId,
    now: tools.now(),
    request: { requestId, page: '', locale: 'en', ipTruncated: null, userAgent: null },
  });
  if (!checked) throw new Upstream('unavailable', { answered: false });
}
