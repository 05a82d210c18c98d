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
    const row = await appendEvent(tx, ctx, {
      type: 'withdrawn',
      terms,
      deletion,
      ...(reason === undefined ? {} : { reason }),
    });
    const told = (choice: WithdrawInput['deletion']) =>
      impact(facts, { kind: 'withdraw', productId, deletion: choice });
    await oweConnectionEnds(tx, ctx, told(deletion));
    if (deletion === 'keep') await oweDeletionLater(tx, ctx, told('delete'), terms.retention_days);
    return row;
  });
}

const DAY_MS = 24 * 60 * 60 * 1000;

function owe(
  tx: Ctx['db'],
  ctx: Ctx,
  kind: JobKind,
  connectionId: string,
  notBefore?: Date,
): Promise<number> {
  const { companyId, request } = ctx;
  return insertJob(tx, {
    lane: companyId,
    job: { kind, companyId, connectionId },
    requestId: request.requestId,
    ...(notBefore === undefined ? {} : { notBefore }),
  });
}

/** What was told before the click is what is owed after it. */
async function oweConnectionEnds(tx: Ctx['db'], ctx: Ctx, told: Impact): Promise<void> {
  for (const { connectionId, effect } of told.connections) {
    if (effect === 'deleted') await owe(tx, ctx, 'delete-connection', connectionId);
    if (effect === 'unlinked') await owe(tx, ctx, 'unlink-unused-connection', connectionId);
  }
}

/** Kept data goes when its time is over, also what was read through a connection that gives no access any more. */
async function oweDeletionLater(
  tx: Ctx['db'],
  ctx: Ctx,
  erased: Impact,
  retentionDays: number,
): Promise<void> {
  const keptUntil = new Date(ctx.now.getTime() + retentionDays * DAY_MS);
  for (const { connectionId, effect } of erased.connections) {
    if (effect === 'deleted') await owe(tx, ctx, 'delete-unused-connection', connectionId, keptUntil);
  }
}
