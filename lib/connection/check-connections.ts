// Job: refreshes a business's connections from Codat at a set time, without a page view.
import type { Db } from '@/db/client';
import type { Codat } from '../codat/client';
import { Upstream } from '../errors';
import { type BeforeAnswer, bringInLine } from './refresh-connections';

/** @param known the business before Codat is asked, where the caller has read it @throws Upstream to be tried again */
export async function checkConnections(
  tools: { db: Db; codat: Codat; now: () => Date },
  { companyId, requestId }: { companyId: string; requestId: string },
  known?: BeforeAnswer,
): Promise<void> {
  const { failure } = await bringInLine(
    {
      db: tools.db,
      codat: tools.codat,
      companyId,
      now: tools.now(),
      request: { requestId, page: '', locale: 'en', ipTruncated: null, userAgent: null },
    },
    known,
  );
  // Whatever it was, it may be over at the next try.
  if (failure !== null) throw new Upstream('unavailable', { answered: failure.answered, cause: failure });
}
