// Version comparison: the changes in a new version of a product, and whether they need a new consent.
import { dataTypesOf, type ProductDefinition } from './product';

export interface ProductChange {
  addedDataTypes: string[];
  removedDataTypes: string[];
  addedPurposes: string[];
  removedPurposes: string[];
  /** Names of processors and recipients. */
  addedParties: string[];
  removedParties: string[];
  /** Months; null for a one-time read. Absent if unchanged. */
  duration?: { from: number | null; to: number | null };
  history?: { from: number; to: number };
  /** Days. */
  retention?: { from: number; to: number };
  frequency?: { from: ProductDefinition['frequency']; to: ProductDefinition['frequency'] };
  /** True when it asks for more than was agreed: more data, purposes, parties or time, or more frequent reading. */
  isMaterial: boolean;
}

const OFTEN = { once: 0, weekly: 1, daily: 2 } as const;

const added = (before: readonly string[], after: readonly string[]) =>
  after.filter((one) => !before.includes(one));

function namesIn(product: ProductDefinition) {
  return {
    data: dataTypesOf(product),
    purposes: product.purposes.map(({ id }) => id),
    parties: product.parties.map(({ name }) => name),
  };
}

function longer(from: number | null, to: number | null): boolean {
  // A one-time read ends at once, so any lasting consent is longer.
  return (to ?? 0) > (from ?? 0);
}

export function changesBetween(before: ProductDefinition, after: ProductDefinition): ProductChange {
  const was = namesIn(before);
  const is = namesIn(after);
  const change = {
    addedDataTypes: added(was.data, is.data),
    removedDataTypes: added(is.data, was.data),
    addedPurposes: added(was.purposes, is.purposes),
    removedPurposes: added(is.purposes, was.purposes),
    addedParties: added(was.parties, is.parties),
    removedParties: added(is.parties, was.parties),
    ...differing('duration', before.durationMonths, after.durationMonths),
    ...differing('history', before.historyMonths, after.historyMonths),
    ...differing('retention', before.retentionDays, after.retentionDays),
    ...differing('frequency', before.frequency, after.frequency),
  };
  const isMaterial =
    change.addedDataTypes.length > 0 ||
    change.addedPurposes.length > 0 ||
    change.addedParties.length > 0 ||
    longer(before.durationMonths, after.durationMonths) ||
    after.historyMonths > before.historyMonths ||
    after.retentionDays > before.retentionDays ||
    OFTEN[after.frequency] > OFTEN[before.frequency];
  return { ...change, isMaterial };
}

function differing<K extends string, V>(name: K, from: V, to: V): { [key in K]?: { from: V; to: V } } {
  return from === to ? {} : ({ [name]: { from, to } } as { [key in K]: { from: V; to: V } });
}
