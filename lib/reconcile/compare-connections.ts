// Reconciliation of one business's connections with Codat, repaired by the verbs that write them.
import {
  type ConnectionRow,
  listConnections,
  listEndingIds,
  setCodatConnectionId,
} from '@/db/queries/connections';
import { listCodatConnections } from '../codat/connections';
import { createIdempotently } from '../codat/idempotent-create';
import type { CodatConnection } from '../codat/transform';
import { applyConnectionSnapshot } from '../connection/apply-connection-snapshot';
import { confirmDeleted } from '../connection/confirm-deleted';
import { markConnectionsDeleted } from '../connection/mark-connections-deleted';
import { withPlatformKeys } from '../connection/with-platform-keys';
import { type Comparison, differences, type Finding, lostTies } from '../domain/work/reconcile';
import { Upstream } from '../errors';
import type { Mended, Order, ReconcileTools } from './tools';

/** @throws Upstream, `not-found` when Codat does not have the company */
export async function compareConnections(
  tools: ReconcileTools,
  order: Order,
  codatCompanyId: string,
): Promise<Mended[]> {
  // Before the call to Codat: facts learned from here on are newer than its answer.
  const seenAt = tools.now();
  const wires = await withPlatformKeys(tools.db, await listCodatConnections(tools.codat, codatCompanyId));
  const before = await compare(tools, order.companyId, wires, seenAt);
  const found = differences(before);
  if (order.isDryRun) return found.map((finding) => ({ ...finding, done: 'left' }));
  for (const tie of lostTies(before)) await tieLost(tools, order.companyId, tie);
  const { companyId, requestId } = order;
  await applyConnectionSnapshot(tools.db, companyId, wires, { seenAt, requestId });
  const missing = found
    .filter((finding) => finding.found === 'missing-at-codat')
    .flatMap(({ connectionId }) => before.ours.filter(({ id }) => id === connectionId));
  const gone = await confirmDeleted(tools.codat, codatCompanyId, missing);
  await markConnectionsDeleted(tools.db, companyId, gone, { seenAt, requestId });
  const remaining = differences(await compare(tools, companyId, wires, seenAt));
  return settle(found, remaining);
}

type Facts = Comparison & { ours: ConnectionRow[] };

async function compare(
  { db }: ReconcileTools,
  companyId: string,
  wires: readonly CodatConnection[],
  seenAt: Date,
): Promise<Facts> {
  const ours = await listConnections(db, companyId);
  const isKnown = (wire: CodatConnection) =>
    ours.some(({ codatConnectionId }) => codatConnectionId === wire.id);
  return {
    ours,
    // Kinds of sources that no product asks for are none of our business.
    theirs: wires.filter((wire) => isKnown(wire) || wire.sourceType !== null),
    ending: await listEndingIds(db, companyId),
    seenAt,
  };
}

/** In the same way as a click would: of the two, one has the right to say which connection it is. */
async function tieLost(
  { db }: ReconcileTools,
  companyId: string,
  { connectionId, codatConnectionId }: { connectionId: string; codatConnectionId: string },
): Promise<void> {
  try {
    const codatId = await createIdempotently(db, {
      subject: `connection:${connectionId}`,
      find: async () => codatConnectionId,
      create: async () => codatConnectionId,
    });
    await setCodatConnectionId(db, companyId, connectionId, codatId);
  } catch (error) {
    // Another request is creating it at this moment.
    if (!(error instanceof Upstream)) throw error;
  }
}

/** A finding that does not recur counts as healed. Strangers have no id here, so they are counted. */
function settle(found: readonly Finding[], remaining: readonly Finding[]): Mended[] {
  const left = [...remaining];
  return found.map((finding) => {
    const index = left.findIndex(
      (one) => one.found === finding.found && one.connectionId === finding.connectionId,
    );
    if (index === -1) return { ...finding, done: 'healed' };
    left.splice(index, 1);
    return { ...finding, done: 'left' };
  });
}
