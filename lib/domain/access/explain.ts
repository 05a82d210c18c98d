// Explanation of a decision: one row for each data type of a product, by the rule that decides.
import type { SourceType } from '../connection/connection';
import { type ConsentEventBody, type ConsentEventType, standingAfter } from '../consent/consent';
import { agreementAt, setsTerms } from '../consent/projection';
import { type Decision, type DecisionFacts, decide } from './decide';

export interface ExplainedType {
  /** A Codat data type, wire spelling. */
  id: string;
  decision: Decision;
}

export interface ExplainedGroup {
  /** The group's id in the product. */
  cluster: string;
  sourceType: SourceType;
  types: ExplainedType[];
}

/**
 * In the order of the product, then data that was agreed to and is no longer asked for.
 * Empty when neither the product nor an agreement is known.
 */
export function explain(facts: DecisionFacts, at: Date): ExplainedGroup[] {
  const productId = facts.product?.id;
  const agreed = productId === undefined ? null : agreementAt(facts.events, productId, at)?.terms;
  const asked = (facts.product?.data ?? []).map(({ id, sourceType, dataTypes }) => ({
    cluster: id,
    sourceType,
    ids: dataTypes.map((type) => type.id),
  }));
  const yes = (agreed?.pii ?? []).map(({ cluster, source_type, pii_types }) => ({
    cluster,
    sourceType: source_type as SourceType,
    ids: pii_types.map((type) => type.id),
  }));
  const groups = new Map<string, { cluster: string; sourceType: SourceType; ids: Set<string> }>();
  for (const { cluster, sourceType, ids } of [...asked, ...yes]) {
    const key = `${sourceType} ${cluster}`;
    const group = groups.get(key) ?? { cluster, sourceType, ids: new Set() };
    for (const id of ids) group.ids.add(id);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ cluster, sourceType, ids }) => ({
    cluster,
    sourceType,
    types: [...ids].map((id) => ({ id, decision: decide(facts, id, at) })),
  }));
}

export interface ExplainedRow {
  cluster: string;
  ids: string[];
  decision: Decision;
}

/** Data types of one group with the same answer share a row. */
export function rowsOf(group: ExplainedGroup): ExplainedRow[] {
  const rows = new Map<string, ExplainedRow>();
  for (const { id, decision } of group.types) {
    const key = JSON.stringify(decision);
    const row = rows.get(key) ?? { cluster: group.cluster, ids: [], decision };
    row.ids.push(id);
    rows.set(key, row);
  }
  return [...rows.values()];
}

/** The consent in force at a moment: resuming after a pause restores the terms, but is no new agreement. */
export function yesAt(
  events: readonly ConsentEventBody[],
  productId: string,
  at: Date,
): ConsentEventBody | null {
  let [standing, yes]: [Parameters<typeof setsTerms>[0], ConsentEventBody | null] = [null, null];
  for (const body of events) {
    if (body.service.product_id !== productId || new Date(body.event_time) > at) continue;
    if (setsTerms(standing, body) && body.event_type !== 'resumed') yes = body;
    standing = standingAfter(standing, body.event_type);
  }
  return yes;
}

/** The events that can lead to each reason. */
const CAUSES: Partial<Record<Decision['reason'], ConsentEventType>> = {
  refused: 'refused',
  withdrawn: 'withdrawn',
  revoked: 'revoked',
  paused: 'paused',
  'needs-reconsent': 'invalidated',
};

/** The start of a reason; null for a reason without one, such as never having been asked. */
export function sinceWhen(
  events: readonly ConsentEventBody[],
  productId: string,
  reason: Decision['reason'],
  at: Date,
): Date | null {
  if (reason === 'agreed') return timeOf(yesAt(events, productId, at));
  if (reason === 'expired') return agreementAt(events, productId, at)?.consent.expiresAt ?? null;
  const cause = CAUSES[reason];
  return timeOf(
    events.findLast(
      (body) =>
        body.service.product_id === productId && body.event_type === cause && new Date(body.event_time) <= at,
    ),
  );
}

const timeOf = (body: ConsentEventBody | null | undefined) => (body ? new Date(body.event_time) : null);

export interface Summary {
  /** `all`, `some` or `none` of the data types may be read. */
  readable: 'all' | 'some' | 'none';
  /** The reason that all share; if nothing may be read, the reason of the first one asked for. */
  reason: Decision['reason'];
}

/** The answer in one sentence's facts. */
export function summarise(groups: readonly ExplainedGroup[]): Summary {
  const decisions = groups.flatMap((group) => group.types.map(({ decision }) => decision));
  const allowed = decisions.filter(({ outcome }) => outcome === 'allow');
  if (allowed.length === 0) return { readable: 'none', reason: decisions[0]?.reason ?? 'no-consent' };
  return { readable: allowed.length === decisions.length ? 'all' : 'some', reason: 'agreed' };
}
