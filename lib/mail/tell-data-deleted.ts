// Transactional outbox: news to a business that Codat deleted the data of a connection.
import type { Db } from '@/db/client';
import type { ConsentEventBody } from '../domain/consent/consent';
import { notify } from './notify';

/**
 * Call it in the transaction of the ledger's entries; once per connection.
 * @param terms of the agreements for which it was read; without any there is no news
 */
export async function tellDataDeleted(
  tx: Db,
  connection: { id: string; companyId: string; platformName: string },
  terms: readonly ConsentEventBody[],
  by: { seenAt: Date; requestId: string },
): Promise<void> {
  const language = terms[0]?.privacy_notice.language;
  if (language === undefined) return;
  await notify(tx, {
    companyId: connection.companyId,
    kind: 'data-deleted',
    connectionId: connection.id,
    facts: {
      platform: connection.platformName,
      at: by.seenAt.toISOString(),
      products: new Intl.ListFormat(language).format(terms.map(({ service }) => service.name)),
    },
    language,
    dedupe: `data-deleted:${connection.id}`,
    now: by.seenAt,
    requestId: by.requestId,
  });
}
