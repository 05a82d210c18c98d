// Verb: reconfirms bank connections; the clock here starts again, the bank's own does not.

import { countReconfirmed, insertConnectionEvents } from '@/db/queries/connection-events';
import { setConfirmed } from '@/db/queries/connections';
import { refreshConnections } from '../connection/refresh-connections';
import { refreshForView } from '../connection/refresh-for-view';
import type { Ctx } from '../context';
import { wayToGoOn } from '../domain/expiry/expiry';
import { Precondition } from '../errors';
import { lockBusiness } from '../facts/lock-business';
import { listTimedConnections } from './business-times';
import { type BankEnd, listEnds } from './list-ends';

/**
 * Several at once. Ids are claims: those of other businesses are skipped, like those confirmed a moment ago. It is no
 * new consent: data, reason and duration stay as agreed, so the ledger gets no event.
 * @returns the number of reconfirmed connections
 * @throws Precondition `sign-in-at-bank` when none of them can be reconfirmed here any more, because access is lost
 */
export async function reconfirmConnections(ctx: Ctx, connectionIds: readonly string[]): Promise<number> {
  // Access may have been lost since the page was shown. With Codat down, what was known counts: it is our own record.
  await refreshConnections(ctx);
  return ctx.db.transaction(async (tx) => {
    await lockBusiness(tx, ctx.companyId);
    const chosen = (await listTimedConnections(tx, ctx.companyId)).filter(({ id }) =>
      connectionIds.includes(id),
    );
    const ways = chosen.map((connection) => ({ connection, way: wayToGoOn(connection, ctx.now) }));
    const confirmed = ways.filter(({ way }) => way === 'tick').map(({ connection }) => connection);
    if (confirmed.length === 0 && ways.some(({ way }) => way === 'sign-in')) {
      throw new Precondition('sign-in-at-bank');
    }
    for (const { id } of confirmed) await setConfirmed(tx, ctx.companyId, id, ctx.now);
    await insertConnectionEvents(
      tx,
      ctx.companyId,
      confirmed.map(({ id, organisation }) => ({
        connectionId: id,
        kind: 'reconfirmed',
        at: ctx.now,
        by: ctx.actor.name,
        organisation,
      })),
    );
    return confirmed.length;
  });
}

/** As long as a page that says so is looked at. */
const FRESH_MS = 10 * 60_000;

/** How many banks this person has confirmed within the last minutes. */
export async function countJustConfirmed({ db, companyId, now, actor }: Ctx): Promise<number> {
  const since = new Date(now.getTime() - FRESH_MS);
  return countReconfirmed(db, companyId, { by: actor.name, since });
}

export interface Reconfirmations {
  /** A tick is enough. */
  here: BankEnd[];
  /** Only signing in at the bank helps. */
  atBank: BankEnd[];
}

/** Codat is asked first: access that was lost cannot be confirmed here. When it does not answer, what was known counts. */
export async function listReconfirmations(ctx: Ctx): Promise<Reconfirmations> {
  await refreshForView(ctx);
  const banks = (await listEnds(ctx)).filter((end): end is BankEnd => end.kind === 'bank');
  return {
    here: banks.filter(({ way }) => way === 'tick'),
    atBank: banks.filter(({ way }) => way === 'sign-in'),
  };
}
