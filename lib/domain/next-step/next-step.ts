// Decision rule: the next step of a business for a product, from its agreement and connections.
import { mayServe, needsReconfirmation } from '../access/access-now';
import { type ConnectionFacts, needsCheck, type SourceType } from '../connection/connection';
import { covers, type StandingNow, standingAt, stands } from '../consent/consent';
import { connectPlace, type Product, type ProductDefinition, sourceTypesOf } from '../product/product';
import { hasUseFor } from '../upload/upload';

export type NextStep =
  /** Paused by the customer, who alone resumes it. */
  | { kind: 'paused' }
  /** There is no consent: ask for it. */
  | { kind: 'consent' }
  /** A platform is connected, and the customer has not confirmed its organisation. */
  | { kind: 'check'; sourceType: SourceType; connectionId: string; platformName: string }
  /** Agreed, but a required source is missing. */
  | { kind: 'connect'; sourceType: SourceType }
  /** A platform was chosen, and connecting it was not finished. */
  | { kind: 'finish'; sourceType: SourceType; connectionId: string; platformName: string }
  /** A platform revoked its permission, or the customer stopped it. */
  | { kind: 'reconnect'; sourceType: SourceType; connectionId: string; platformName: string }
  /** The access ran out: the customer can reconfirm it. */
  | { kind: 'reconfirm'; sourceType: SourceType; connectionId: string; platformName: string }
  /** Everything agreed is connected, and the product asks for more since then. The agreement continues. */
  | { kind: 'amend' }
  /** Everything required is connected. */
  | { kind: 'ready' };

/** @param product limited to the consent, if there is one (`agreedPart`) */
export function nextStep(
  product: Product,
  consent: StandingNow | null,
  connections: readonly ConnectionFacts[],
  now: Date,
): NextStep {
  if (consent !== null && standingAt(consent, now) === 'paused') return { kind: 'paused' };
  if (!stands(consent, now)) return { kind: 'consent' };
  const sourceTypes = sourceTypesOf(product);
  const doubted = connections.find((c) => sourceTypes.includes(c.sourceType) && needsCheck(c));
  if (doubted) {
    const { sourceType, platformName } = doubted;
    return { kind: 'check', sourceType, connectionId: doubted.id, platformName };
  }
  const [missing] = missingSources(product, connections, now);
  if (missing !== undefined) {
    return resumeStep(product, missing, connections, now) ?? { kind: 'connect', sourceType: missing };
  }
  // The customer is asked about a version that asks for more, not about new wording.
  return { kind: covers(consent, product, now) ? 'ready' : 'amend' };
}

/** Required sources without a connection in use. */
export function missingSources(
  product: Product,
  connections: readonly ConnectionFacts[],
  now: Date,
): SourceType[] {
  const serving = connections.filter((c) => hasUseFor(product, c) && mayServe(c, now));
  return sourceTypesOf(product).filter(
    (type) =>
      product.sources.some(({ sourceType, required }) => required && sourceType === type) &&
      !serving.some(({ sourceType }) => sourceType === type),
  );
}

/** The step that continues a lost or unfinished connection; null if there is none of this kind. */
export function resumeStep(
  product: Product,
  sourceType: SourceType,
  connections: readonly ConnectionFacts[],
  now: Date,
): Extract<NextStep, { kind: 'finish' | 'reconnect' | 'reconfirm' }> | null {
  // Files have no platform to go back to.
  const ofType = connections.filter(
    (c) => c.sourceType === sourceType && c.isUpload !== true && hasUseFor(product, c),
  );
  const lost = ofType.find((c) => c.state === 'Deauthorized' || c.state === 'other');
  const lapsed = ofType.find((c) => needsReconfirmation(c, now));
  const open = lost ?? lapsed ?? ofType.find((c) => c.state === 'PendingAuth' || c.state === 'starting');
  if (open === undefined) return null;
  const kind = open === lost ? 'reconnect' : open === lapsed ? 'reconfirm' : 'finish';
  return { kind, sourceType, connectionId: open.id, platformName: open.platformName };
}

/** The page of the step. */
export function placeOf(product: Pick<ProductDefinition, 'id' | 'connectWith'>, step: NextStep): string {
  const { id: productId } = product;
  switch (step.kind) {
    case 'paused':
      return `/consents/${productId}`;
    case 'check':
      return `/connections/${step.connectionId}/check?product=${productId}`;
    case 'amend':
    case 'consent':
      return `/products/${productId}/consent`;
    case 'connect':
      return connectPlace(product);
    case 'finish':
    case 'reconnect':
    case 'reconfirm':
      return reconnectPlace(step.connectionId, productId);
    case 'ready':
      return `/products/${productId}/done`;
    default:
      return step satisfies never;
  }
}

/**
 * The one address that continues a connection, whatever it needs when the link is followed.
 * @param productId the product to return to, when it may use the connection
 */
export function reconnectPlace(connectionId: string, productId = ''): string {
  const path = `/connections/${connectionId}/reconnect`;
  return productId === '' ? path : `${path}?product=${encodeURIComponent(productId)}`;
}

/** Products in force whose consent covers the source of a connection: they stop when it stops. */
export function reliesOn(
  product: ProductDefinition,
  consent: StandingNow | null,
  connection: Pick<ConnectionFacts, 'sourceType' | 'isUpload'>,
  now: Date,
): boolean {
  return stands(consent, now) && hasUseFor(product, connection);
}
