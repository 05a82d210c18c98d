// Product definition as data: a published version never changes; a change is a new version.
import type { SourceType } from '../connection/connection';
import type { Localized } from '../text/language';

export interface Purpose {
  id: string;
  text: Localized;
  lawfulBasis: 'consent';
}

export interface ProductSource {
  sourceType: SourceType;
  required: boolean;
  /** The benefit of connecting this source for the customer. */
  benefit: Localized;
  /** Files may replace a platform that is not listed. They are another way to give the same data: no new consent. */
  acceptsFiles?: true;
}

export interface DataCluster {
  id: string;
  sourceType: SourceType;
  label: Localized;
  /** Codat data types in wire spelling; the data vocabulary has their plain names. */
  dataTypes: { id: string; required: boolean }[];
}

export interface Party {
  name: string;
  role: 'processor' | 'recipient';
  does: Localized;
  /** Set when the party only sees data of one source type. */
  onlyFor?: SourceType;
}

export const CONNECT_WAYS = ['list', 'link'] as const;
export type ConnectWith = (typeof CONNECT_WAYS)[number];

export interface ProductDefinition {
  id: string;
  name: Localized;
  /** One sentence: what the customer gets. */
  promise: Localized;
  benefits: Localized[];
  purposes: Purpose[];
  sources: ProductSource[];
  data: DataCluster[];
  /** How far back data is read, in months. */
  historyMonths: number;
  /** How often it is read while the consent is in force. */
  frequency: 'once' | 'daily' | 'weekly';
  /** How long the consent lasts, in months; null for a one-time read. */
  durationMonths: number | null;
  /** Days that data already read is kept after the consent ends. */
  retentionDays: number;
  parties: Party[];
  /** Where connecting begins: the site's own list of platforms, or Codat's embedded window. Each links to the other. */
  connectWith?: ConnectWith;
}

export interface Product extends ProductDefinition {
  version: number;
  /** The oldest version whose consent covers this one: later versions changed only wording, or asked for less. */
  asksSince: number;
}

/** The page where connecting begins. */
export function connectPlace({ id, connectWith }: Pick<ProductDefinition, 'id' | 'connectWith'>): string {
  return `/products/${id}/${connectWith === 'link' ? 'link' : 'connect'}`;
}

/** Every data type the product reads, for one source type or all. */
export function dataTypesOf(product: ProductDefinition, sourceType?: SourceType): string[] {
  return product.data
    .filter((cluster) => sourceType === undefined || cluster.sourceType === sourceType)
    .flatMap((cluster) => cluster.dataTypes.map((d) => d.id));
}

/** Source types in the order they are asked for: required first. */
export function sourceTypesOf(product: ProductDefinition): SourceType[] {
  return [...product.sources]
    .sort((a, b) => Number(b.required) - Number(a.required))
    .map((s) => s.sourceType);
}
