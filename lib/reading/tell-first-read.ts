// Verb: enqueues the letter about a first read, once per product and connection.

import type { Db } from '@/db/client';
import { type ConnectionRow, listConnections } from '@/db/queries/connections';
import { type ConsentRow, listConsents } from '@/db/queries/consents';
import { listProducts } from '@/db/queries/products';
import type { ReadRow } from '@/db/queries/read-progress';
import { listBasis } from '@/db/queries/snapshots';
import { mayBeRead } from '../domain/access/access-now';
import { agreedPart } from '../domain/access/agreed-product';
import { stands } from '../domain/consent/consent';
import { agreementAt } from '../domain/consent/projection';
import { nameOfDataType } from '../domain/product/data-vocabulary';
import type { Product } from '../domain/product/product';
import { isFirstReadOver, partsOf } from '../domain/reading/first-read';
import { type GroupProgress, groupsOf, type Offers } from '../domain/reading/read-groups';
import type { Locale } from '../domain/text/language';
import { postMail } from '../mail/post-mail';

interface Look {
  companyId: string;
  reads: readonly ReadRow[];
  offers: Offers;
  /** Business time. */
  now: Date;
  requestId: string;
}

/** Call it while the business is locked: a withdrawal then comes before the letter or after it, never in between. */
export async function tellFirstReads(tx: Db, refresh: Look): Promise<void> {
  const { companyId, now } = refresh;
  const consents = (await listConsents(tx, companyId)).filter((consent) => stands(consent, now));
  if (consents.length === 0 || refresh.reads.length === 0) return;
  const connections = (await listConnections(tx, companyId)).filter((c) => mayBeRead(c, now));
  const bodies = (await listBasis(tx, companyId)).map(({ body }) => body);
  const products = await listProducts(tx);
  for (const consent of consents) {
    const terms = agreementAt(bodies, consent.productId, now)?.terms;
    const product = products.find(({ id }) => id === consent.productId);
    if (!terms || !product) continue;
    const agreed = agreedPart(product, terms);
    const { language } = terms.privacy_notice;
    for (const connection of connections) await tell(tx, refresh, { agreed, consent, connection, language });
  }
}

interface About {
  agreed: Product;
  consent: ConsentRow;
  connection: ConnectionRow;
  language: Locale;
}

async function tell(tx: Db, refresh: Look, about: About): Promise<void> {
  const { agreed, consent, connection, language } = about;
  const { companyId, now, requestId } = refresh;
  const reads = refresh.reads.filter(({ connectionId }) => connectionId === connection.id);
  const groups = groupsOf(agreed.data, [connection], reads, refresh.offers);
  const linkedAt = connection.authorisedAt ?? connection.firstLinkedAt;
  if (consent.givenAt === null || linkedAt === null) return;
  if (!isFirstReadOver({ groups, reads, agreedAt: consent.givenAt, linkedAt, now })) return;
  await postMail(tx, {
    companyId,
    kind: 'first-read',
    facts: {
      productId: agreed.id,
      product: agreed.name[language],
      connectionId: connection.id,
      platform: connection.platformName,
      organisation: connection.organisation ?? '',
      ...wordsOf(groups, language),
    },
    language,
    dedupe: `first-read:${connection.id}:${agreed.id}`,
    now,
    requestId,
  });
}

function wordsOf(groups: readonly GroupProgress[], language: Locale) {
  const { ready, absent, failed, open } = partsOf(groups);
  const list = (names: string[]) => names.join(', ');
  const named = (ids: string[]) => list(ids.map((id) => nameOfDataType(id)[language]));
  return {
    ready: list(ready.map(({ label }) => label[language])),
    absent: named(absent),
    failed: named(failed),
    open: named(open),
  };
}
