// Filter of news: «you are still sharing» is shown only while that is true, and once for each agreement.
import type { AgreementNow } from '../access/access-now';

export function isShared({ access }: AgreementNow): boolean {
  return access === 'reads' || access === 'files';
}

interface SharingNews {
  facts: { productId: string; since: string };
}

/** @param news newest first @returns those that are still true: the latest of each product with a consent in force */
export function sharingNewsNow<N extends SharingNews>(
  news: readonly N[],
  agreements: ReadonlyMap<string, { now: AgreementNow; givenAt: Date | null }>,
): N[] {
  return news.filter(({ facts: { productId, since } }, index) => {
    const agreement = agreements.get(productId);
    const isLatest = news.findIndex((each) => each.facts.productId === productId) === index;
    return (
      isLatest &&
      agreement !== undefined &&
      isShared(agreement.now) &&
      agreement.givenAt?.getTime() === Date.parse(since)
    );
  });
}
