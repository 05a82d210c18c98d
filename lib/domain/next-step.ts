// Owns what a business should do next for a product: one step, decided from what stands and what is connected.
import { type ConnectionFacts, isLinked, type SourceType } from './connection';
import { covers, type StandingNow, standingAt, stands } from './consent';
import { type Product, type ProductDefinition, sourceTypesOf } from './product';

export type NextStep =
  /** Paused by the customer: resuming is theirs to do, and nothing is asked. */
  | { kind: 'paused' }
  /** Nothing is agreed: ask. */
  | { kind: 'consent' }
  /** Agreed, but a required source is missing. */
  | { kind: 'connect'; sourceType: SourceType }
  /** A platform was chosen and not finished. */
  | { kind: 'finish'; sourceType: SourceType; connectionId: string; platformName: string }
  /** A platform took its permission back, or the customer stopped it. */
  | { kind: 'reconnect'; sourceType: SourceType; connectionId: string; platformName: string }
  /** Everything required is connected. */
  | { kind: 'ready' };

export function nextStep(
  product: Product,
  consent: StandingNow | null,
  connections: readonly ConnectionFacts[],
  now: Date,
): NextStep {
  if (consent !== null && standingAt(consent, now) === 'paused') return { kind: 'paused' };
  // A version that asks for more than the customer has agreed to is asked about; new wording is not.
  if (!covers(consent, product, now)) return { kind: 'consent' };
  for (const sourceType of sourceTypesOf(product)) {
    const required = product.sources.some((s) => s.sourceType === sourceType && s.required);
    const ofType = connections.filter((c) => c.sourceType === sourceType && c.state !== 'deleted');
    if (!required || ofType.some(isLinked)) continue;
    const lost = ofType.find((c) => c.state === 'Deauthorized');
    if (lost)
      return { kind: 'reconnect', sourceType, connectionId: lost.id, platformName: lost.platformName };
    const pending = ofType.find((c) => c.state === 'PendingAuth' || c.state === 'starting');
    if (pending)
      return { kind: 'finish', sourceType, connectionId: pending.id, platformName: pending.platformName };
    return { kind: 'connect', sourceType };
  }
  return { kind: 'ready' };
}

/** Products whose standing consent covers the source of a connection: those that stop when it stops. */
export function reliesOn(
  product: ProductDefinition,
  consent: StandingNow | null,
  connection: Pick<ConnectionFacts, 'sourceType'>,
  now: Date,
): boolean {
  return stands(consent, now) && product.sources.some((s) => s.sourceType === connection.sourceType);
}
