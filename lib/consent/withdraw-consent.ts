// Owns taking a consent back: it binds at once, whatever Codat does, and what is owed to Codat is owed from the same moment.
import { lockCompany } from '@/db/queries/companies';
import { listConnections } from '@/db/queries/connections';
import { type ConsentRow, listConsents } from '@/db/queries/consents';
import { insertJob } from '@/db/queries/jobs';
import { listProducts } from '@/db/queries/products';
import type { Ctx } from '../context';
import { decideWithdraw } from '../domain/consent';
import { type Impact, impact } from '../domain/impact';
import type { JobKind } from '../domain/job';
import { NotFound } from '../errors';
import { appendEvent } from './append-event';
import { termsInForce } from './terms-in-force';

export interface WithdrawInput {
  productId: string;
  /** What happens to data already read that no other product needs. */
  deletion: 'keep' | 'delete';
  reason?: string;
}

/**
 * Withdrawing again, or what was never given, changes nothing.
 * @throws NotFound when nothing was ever asked for this product
 */
export async function withdrawConsent(ctx: Ctx, input: WithdrawInput): Promise<ConsentRow> {
  const { productId, deletion, reason } = input;
  return ctx.db.transaction(async (tx) => {
    if (!(await lockCompany(tx, ctx.companyId))) throw new NotFound('company');
    const consents = await listConsents(tx, ctx.companyId);
    const current = consents.find((consent) => consent.productId === productId);
    if (current === undefined) throw new NotFound('consent');
    const terms = await termsInForce(tx, ctx.companyId, productId, ctx.now);
    if (decideWithdraw(current) === 'nothing-to-withdraw' || terms === null) return current;
    const facts = {
      products: await listProducts(tx),
      consents,
      connections: await listConnections(tx, ctx.companyId),
      now: ctx.now,
    };
    const told = impact(facts, { kind: 'withdraw', productId, deletion });
    const row = await appendEvent(tx, ctx, {
      type: 'withdrawn',
      terms,
      deletion,
      ...(reason === undefined ? {} : { reason }),
    });
    await oweConnectionEnds(tx, ctx, told);
    return row;
  });
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** What was told before the click is what is owed after it: access at once, and what was read when its time is over. */
async function oweConnectionEnds(tx: Ctx['db'], ctx: Ctx, told: Impact): Promise<void> {
  const { companyId, now, request } = ctx;
  const owe = (kind: JobKind, connectionId: string, runAt?: Date) =>
    insertJob(tx, {
      lane: companyId,
      job: { kind, companyId, connectionId },
      requestId: request.requestId,
      ...(runAt === undefined ? {} : { runAt }),
    });
  for (const { connectionId, effect } of told.connections) {
    if (effect === 'deleted') await owe('delete-connection', connectionId);
    if (effect !== 'unlinked') continue;
    await owe('unlink-unused-connection', connectionId);
    if (told.retentionDays !== null) {
      const keptUntil = new Date(now.getTime() + told.retentionDays * DAY_MS);
      await owe('delete-unused-connection', connectionId, keptUntil);
    }
  }
}
