// Projection of a product onto an agreement: the part that a customer chose, and nothing they left out.

import type { SourceType } from '../connection/connection';
import type { ConsentEventBody } from '../consent/consent';
import { agreementAt } from '../consent/projection';
import type { Product } from '../product/product';
import type { AgreedSource } from './access-now';

/** Source types that the customer may leave out. */
export function optionalSourcesOf(product: Pick<Product, 'sources'>): SourceType[] {
  return product.sources.filter((source) => !source.required).map((source) => source.sourceType);
}

/** The product with its required sources and these optional ones. Anything else among them is left out. */
export function chosenPart(product: Product, optional: readonly SourceType[]): Product {
  const isChosen = (type: SourceType) =>
    product.sources.some((s) => s.sourceType === type && (s.required || optional.includes(type)));
  return withSources(product, isChosen);
}

/** The product limited to the terms of an earlier consent. What it asks for since then is left out. */
export function agreedPart(product: Product, terms: Pick<ConsentEventBody, 'pii'>): Product {
  const sources = agreedSources(terms);
  const types = new Set(terms.pii.flatMap((cluster) => cluster.pii_types.map(({ id }) => id)));
  const part = withSources(product, (type) => sources.includes(type));
  return {
    ...part,
    data: part.data
      .map((cluster) => ({ ...cluster, dataTypes: cluster.dataTypes.filter(({ id }) => types.has(id)) }))
      .filter((cluster) => cluster.dataTypes.length > 0),
  };
}

/** The source types in the terms. */
export function agreedSources(terms: Pick<ConsentEventBody, 'pii'>): string[] {
  return [...new Set(terms.pii.map((cluster) => cluster.source_type))];
}

/** The source types in the terms, and whether the product accepts files in place of a platform. */
export function sourcesUnder(
  terms: Pick<ConsentEventBody, 'pii'>,
  { sources }: Pick<Product, 'sources'>,
): AgreedSource[] {
  return agreedSources(terms).map((type) => ({
    sourceType: type,
    acceptsFiles: sources.some(({ sourceType, acceptsFiles }) => sourceType === type && acceptsFiles),
  }));
}

/**
 * Each product as far as the business ever agreed to it; others in full. Consequences are
 * computed from these: an optional source that was left out needs no connection.
 * @param events of one business, in order of `seq`
 */
export function agreedProducts(
  products: readonly Product[],
  events: readonly ConsentEventBody[],
  now: Date,
): Product[] {
  return products.map((product) => {
    const terms = agreementAt(events, product.id, now)?.terms;
    return terms ? agreedPart(product, terms) : product;
  });
}

function withSources(product: Product, isIn: (type: SourceType) => boolean): Product {
  return {
    ...product,
    sources: product.sources.filter(({ sourceType }) => isIn(sourceType)),
    data: product.data.filter(({ sourceType }) => isIn(sourceType)),
    parties: product.parties.filter(({ onlyFor }) => onlyFor === undefined || isIn(onlyFor)),
  };
}
