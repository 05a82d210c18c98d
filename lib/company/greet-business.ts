// Verb: enqueues the welcome letter to the person who registered a business, in their language.

import type { Db } from '@/db/client';
import { listProducts } from '@/db/queries/products';
import type { SourceType } from '../domain/connection/connection';
import { productToBeginWith } from '../domain/next-step/next-connection';
import type { Locale } from '../domain/text/language';
import { postMail } from '../mail/post-mail';

export interface Greeting {
  language: Locale;
  requestId: string;
}

/**
 * Call it in the transaction that creates the business: it is created once, however many people sign in at that
 * moment, so the letter goes out once. A person without an address gets none.
 */
export async function greetBusiness(
  tx: Db,
  { companyId, userId, language, requestId }: Greeting & { companyId: string; userId: string },
): Promise<void> {
  const products = await listProducts(tx);
  const idFor = (type: SourceType) => productToBeginWith(products, type)?.id ?? '';
  await postMail(tx, {
    companyId,
    kind: 'greeting',
    facts: {
      accounting: idFor('Accounting'),
      bank: idFor('Banking'),
      shop: idFor('Commerce'),
    },
    language,
    dedupe: `greeting:${companyId}`,
    userIds: [userId],
    requestId,
  });
}
