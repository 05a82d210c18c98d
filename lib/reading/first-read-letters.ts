// Letters about first reads: one per product and connection.

import type { ConnectionRow } from '@/db/queries/connections';
import type { ConsentRow } from '@/db/queries/consents';
import type { ReadRow } from '@/db/queries/read-progress';
import { mayBeRead } from '../domain/access/access-now';
import { agreedPart } from '../domain/access/agreed-product';
import { stands } from '../domain/consent/consent';
import { agreementAt } from '../domain/consent/projection';
import { nameOfDataType } from '../domain/product/data-vocabulary';
import type { Product } from '../domain/product/product';
import { isFirstReadOver, partsOf } from '../domain/reading/first-read';
import { type GroupProgress, groupsOf, type Offers } from '../domain/reading/read-groups';
import type { Locale } from '../domain/text/language';
import type { BusinessFacts } from '../facts/business-facts';
import type { Letter } from '../mail/post-mail';

interface Look {
  companyId: string;
  reads: readonly ReadRow[];
  offers: Offers;
  /** Business time. */
  now: Date;
  requestId: string;
}

/**
 * Letters about first reads that are over, also those that were written before. Call it while the business is locked: a
 * withdrawal then comes before the letter or after it, never in between.
 */
export function firstReadLetters(
  facts: Pick<BusinessFacts, 'consents' | 'connections' | 'products' | 'basis'>,
  look: Look,
): Letter<'first-read'>[] {
  const { now } = look;
  if (look.reads.length === 0) return [];
  const consents = facts.consents.filter((consent) => stands(consent, now));
  const connections = facts.connections.filter((connection) => mayBeRead(connection, now));
  const bodies = facts.basis.map(({ body }) => body);
  return consents.flatMap((consent) => {
    const terms = agreementAt(bodies, consent.productId, now)?.terms;
    const product = facts.products.find(({ id }) => id === consent.productId);
    if (!terms || !product) return [];
    const agreed = agreedPart(product, terms);
    const { language } = terms.privacy_notice;
    return connections.flatMap(
      (connection) => letterAbout(look, { agreed, consent, connection, language }) ?? [],
    );
  });
}

interface About {
  agreed: Product;
  consent: ConsentRow;
  connection: ConnectionRow;
  language: Locale;
}

function letterAbout(look: Look, about: About): Letter<'first-read'> | null {
  const { agreed, consent, connection, language } = about;
  const { companyId, now, requestId } = look;
  const reads = look.reads.filter(({ connectionId }) => connectionId === connection.id);
  const groups = groupsOf(agreed.data, [connection], reads, look.offers);
  const linkedAt = connection.authorisedAt ?? connection.firstLinkedAt;
  if (consent.givenAt === null || linkedAt === null) return null;
  if (!isFirstReadOver({ groups, reads, agreedAt: consent.givenAt, linkedAt, now })) return null;
  return {
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
  };
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
