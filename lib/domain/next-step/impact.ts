// Impact analysis: the effect of an action on every product, computed before the customer confirms it.
import { isOpenAccess, mayBeRead, mayServe } from '../access/access-now';
import { type ConnectionFacts, isLinked, mayDisconnect, mayHaveData } from '../connection/connection';
import { isLive, type StandingNow, stands } from '../consent/consent';
import { dataTypesOf, type Product } from '../product/product';
import { hasUseFor } from '../upload/upload';

export type ImpactAction =
  /** `deletion`: the customer's choice for data that no other product needs. */
  | { kind: 'withdraw'; productId: string; deletion: 'keep' | 'delete' }
  | { kind: 'pause'; productId: string }
  | { kind: 'disconnect'; connectionId: string }
  | { kind: 'delete'; connectionId: string };

/**
 * The effect on a product.
 * - `stops`: it reads nothing any more, and may not use data it read before
 * - `on-data-read`: nothing new is read; data that was read before may be used
 * - `in-part`: it continues without some of its data
 * - `continues`: nothing changes for it
 */
export type ProductEffect = 'stops' | 'on-data-read' | 'in-part' | 'continues';

export interface ProductImpact {
  productId: string;
  effect: ProductEffect;
  /** Codat data types that can no longer be read for it. */
  lostDataTypes: string[];
}

export type ConnectionEffect = 'unlinked' | 'deleted' | 'kept';

export interface Impact {
  /** Products with a consent in force, the one of the action first. */
  products: ProductImpact[];
  connections: {
    connectionId: string;
    effect: ConnectionEffect;
    /** Other products that need it. */
    neededBy: string[];
  }[];
  /** Deletion of the data read through these connections: at once if they are deleted, otherwise after the retention. */
  deletion: 'at-once' | 'after-retention' | 'none';
  /** Retention in days; null when no data is deleted by time. */
  retentionDays: number | null;
  /** A similar action that takes less away; null when there is none. */
  smaller: ImpactAction | null;
}

export interface ImpactFacts {
  products: readonly Product[];
  consents: readonly (StandingNow & { productId: string })[];
  connections: readonly ConnectionFacts[];
  now: Date;
}

const RANK: Record<ProductEffect, number> = { stops: 0, 'on-data-read': 1, 'in-part': 2, continues: 3 };

function standingProducts({ products, consents, now }: ImpactFacts): Product[] {
  return products.filter((product) =>
    stands(consents.find((consent) => consent.productId === product.id) ?? null, now),
  );
}

/** True when an agreement, in force or paused, needs this connection or another of its kind. */
export function isNeeded(
  facts: Omit<ImpactFacts, 'connections'>,
  connection: Pick<ConnectionFacts, 'sourceType' | 'isUpload'>,
): boolean {
  return holdingProducts(facts).some((product) => hasUseFor(product, connection));
}

/** A paused product reads nothing, but keeps its connections: resuming it must not need a new sign-in. */
function holdingProducts({ products, consents, now }: Omit<ImpactFacts, 'connections'>): Product[] {
  return products.filter((product) => {
    const consent = consents.find((each) => each.productId === product.id);
    return (
      consent !== undefined && isLive(consent.standing) && !(consent.expiresAt && consent.expiresAt <= now)
    );
  });
}

/** @throws RangeError when the action names an unknown product or connection */
export function impact(facts: ImpactFacts, action: ImpactAction): Impact {
  switch (action.kind) {
    case 'withdraw':
    case 'pause':
      return ofProduct(facts, action);
    case 'disconnect':
    case 'delete':
      return ofConnection(facts, action);
    default:
      return action satisfies never;
  }
}

function ofProduct(
  facts: ImpactFacts,
  action: Extract<ImpactAction, { kind: 'withdraw' | 'pause' }>,
): Impact {
  const product = facts.products.find(({ id }) => id === action.productId);
  if (product === undefined) throw new RangeError(`There is no product ${action.productId}.`);
  const others = standingProducts(facts).filter(({ id }) => id !== product.id);
  const holding = holdingProducts(facts).filter(({ id }) => id !== product.id);
  return {
    products: [
      {
        productId: product.id,
        effect: action.kind === 'withdraw' ? 'stops' : 'on-data-read',
        lostDataTypes: dataTypesOf(product),
      },
      ...others.map(({ id }) => ({ productId: id, effect: 'continues' as const, lostDataTypes: [] })),
    ],
    connections: facts.connections
      .filter((connection) => hasUseFor(product, connection))
      .flatMap((connection) => {
        const neededBy = holding.filter((other) => hasUseFor(other, connection)).map(({ id }) => id);
        const isKept = action.kind === 'pause' || neededBy.length > 0;
        const effect = isKept ? keptEffect(connection, facts.now) : endEffect(connection, action.deletion);
        return effect === null ? [] : [{ connectionId: connection.id, effect, neededBy }];
      }),
    deletion: action.kind === 'pause' ? 'none' : action.deletion === 'delete' ? 'at-once' : 'after-retention',
    retentionDays: action.kind === 'withdraw' && action.deletion === 'keep' ? product.retentionDays : null,
    smaller: action.kind === 'withdraw' ? { kind: 'pause', productId: product.id } : null,
  };
}

/** Only for a connection that still gives access. */
function keptEffect(connection: ConnectionFacts, now: Date): ConnectionEffect | null {
  return isOpenAccess(connection, now) ? 'kept' : null;
}

/** The effect on a connection that no product needs any more. */
function endEffect(connection: ConnectionFacts, deletion: 'keep' | 'delete'): ConnectionEffect | null {
  const holdsData = isLinked(connection) || mayHaveData(connection);
  if (deletion === 'delete' && holdsData) return 'deleted';
  // The state is unknown, so it may still give access.
  return isLinked(connection) || connection.state === 'other' ? 'unlinked' : null;
}

function effectOf(
  product: Product,
  connection: ConnectionFacts,
  { rest, isFinal, now }: { rest: readonly ConnectionFacts[]; isFinal: boolean; now: Date },
): ProductImpact {
  const { sourceType } = connection;
  const unaffected = { productId: product.id, effect: 'continues' as const, lostDataTypes: [] };
  // An unfinished connection gave nothing that a product could lose.
  if (!isLinked(connection) && !mayHaveData(connection)) return unaffected;
  // Another linked connection of the same kind serves the product. Files do not replace a platform.
  const servesToo = connection.isUpload === true ? mayServe : mayBeRead;
  if (!hasUseFor(product, connection) || rest.some((c) => c.sourceType === sourceType && servesToo(c, now)))
    return unaffected;
  const lostDataTypes = connection.isUpload === true ? [] : dataTypesOf(product, sourceType);
  const isRequired = product.sources.some((source) => source.sourceType === sourceType && source.required);
  if (!isRequired) return { productId: product.id, effect: 'in-part', lostDataTypes };
  return { productId: product.id, effect: isFinal ? 'stops' : 'on-data-read', lostDataTypes };
}

function ofConnection(
  facts: ImpactFacts,
  action: Extract<ImpactAction, { kind: 'disconnect' | 'delete' }>,
): Impact {
  const connection = facts.connections.find(({ id }) => id === action.connectionId);
  if (connection === undefined) throw new RangeError(`There is no connection ${action.connectionId}.`);
  const rest = facts.connections.filter(({ id }) => id !== connection.id);
  const isFinal = action.kind === 'delete';
  // A paused agreement reads nothing, but would lack the connection, or its data, when it resumes.
  const products = holdingProducts(facts)
    .map((product) => effectOf(product, connection, { rest, isFinal, now: facts.now }))
    .sort((a, b) => RANK[a.effect] - RANK[b.effect]);
  return {
    products,
    connections: [
      {
        connectionId: connection.id,
        effect: isFinal ? 'deleted' : 'unlinked',
        neededBy: products.filter(({ effect }) => effect !== 'continues').map(({ productId }) => productId),
      },
    ],
    deletion: isFinal ? 'at-once' : 'none',
    retentionDays: null,
    smaller: smallerThan(action, connection, products),
  };
}

/** Disconnecting instead of deleting; withdrawing one product instead of disconnecting for its sake. */
function smallerThan(
  action: Extract<ImpactAction, { kind: 'disconnect' | 'delete' }>,
  connection: ConnectionFacts,
  products: readonly ProductImpact[],
): ImpactAction | null {
  if (action.kind === 'delete') {
    return mayDisconnect(connection) ? { kind: 'disconnect', connectionId: connection.id } : null;
  }
  const affected = products.filter(({ effect }) => effect !== 'continues');
  const [first] = affected;
  return first !== undefined && affected.length > 1
    ? { kind: 'withdraw', productId: first.productId, deletion: 'keep' }
    : null;
}
