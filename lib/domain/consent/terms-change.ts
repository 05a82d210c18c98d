// Difference between two sets of consent terms: shown to the customer, and recorded in the event.
import type { TermsChange, TermsParts } from './consent';
import type { ConsentTerms } from './consent-terms';

function partsOf(terms: ConsentTerms): TermsParts {
  return {
    pii_types: terms.pii.flatMap((cluster) => cluster.pii_types.map(({ id }) => id)),
    purposes: terms.purposes.map(({ id }) => id),
    parties: [terms.controller, ...terms.processors, ...terms.recipient_third_parties],
  };
}

function missingIn(these: TermsParts, those: TermsParts): TermsParts {
  const without = (mine: string[], others: string[]) => mine.filter((one) => !others.includes(one));
  return {
    pii_types: without(these.pii_types, those.pii_types),
    purposes: without(these.purposes, those.purposes),
    parties: without(these.parties, those.parties),
  };
}

export function termsChange(before: ConsentTerms, after: ConsentTerms): TermsChange {
  const [was, is] = [partsOf(before), partsOf(after)];
  return {
    added: missingIn(is, was),
    removed: missingIn(was, is),
    ...differing('valid_until', before.validity_duration.valid_until, after.validity_duration.valid_until),
    ...differing('history_months', before.history_months, after.history_months),
    ...differing('retention_days', before.retention_days, after.retention_days),
    ...differing('collection_frequency', before.collection_frequency, after.collection_frequency),
  };
}

function differing<K extends string, V>(name: K, from: V, to: V): { [key in K]?: { from: V; to: V } } {
  return from === to ? {} : ({ [name]: { from, to } } as { [key in K]: { from: V; to: V } });
}
