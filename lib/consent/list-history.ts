// Read model of one product's history, a page at a time.
import { listEventsBeside } from '@/db/queries/consents';
import type { Ctx } from '../context';
import type { ConsentEventBody } from '../domain/consent/consent';
import { HISTORY_PAGE, type Page, readCursor, turnPage } from '../domain/text/paging';

/** @param cursor from an address: a claim */
export async function listHistory(
  { db, companyId }: Pick<Ctx, 'db' | 'companyId'>,
  productId: string,
  cursor: string | string[] | undefined,
): Promise<Page<ConsentEventBody>> {
  const page = await turnPage(readCursor(cursor), HISTORY_PAGE, (side) =>
    listEventsBeside(db, { companyId, productId }, side),
  );
  return { ...page, items: page.items.map(({ body }) => body) };
}
