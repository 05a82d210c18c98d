// Verb of staff on a customer's request: runs the customer's own verb with staff as the actor, once per form.
import type { Db } from '@/db/client';
import { listMembers } from '@/db/queries/companies';
import { listBasis } from '@/db/queries/snapshots';
import { actsToday } from '../company/acting-member';
import { deleteConnection } from '../connection/delete-connection';
import { disconnectConnection } from '../connection/disconnect-connection';
import { getConnectionView } from '../connection/get-connection-view';
import { pauseConsent } from '../consent/pause-consent';
import { withdrawConsent } from '../consent/withdraw-consent';
import type { ActingCtx, StaffActor } from '../context';
import { mayDelete, mayDisconnect } from '../domain/connection/connection';
import { missingRight } from '../domain/consent/on-request';
import { Conflict, Precondition } from '../errors';
import type { ActingStaffCtx } from './context';
import { findOurBusiness } from './find-our-business';

export const REQUEST_ACTS = ['withdraw', 'pause', 'end'] as const;
export type RequestAct = (typeof REQUEST_ACTS)[number];

export interface RequestedAct {
  companyId: string;
  act: RequestAct;
  /** Id of the product, or of the connection to end. */
  subject: string;
  /** The customer's choice for data already read; a pause keeps it. */
  deletion: 'keep' | 'delete';
  /** The state on the page: the latest event of the agreement, or the state of the connection. */
  seen?: string;
  asked: StaffActor['asked'];
}

/**
 * @returns `done` also for a second press by the same person; `already` if others had ended or paused it before
 * @throws NotFound; Conflict if it changed since `seen`; Precondition if there is nothing to pause, or if the requester
 * has no right to it
 */
export async function actOnRequest(ctx: ActingStaffCtx, wanted: RequestedAct): Promise<'done' | 'already'> {
  const { id: companyId } = await findOurBusiness(ctx.db, wanted.companyId);
  await ctx.auditView(companyId, wanted.act);
  const { by, ...asked } = wanted.asked;
  const userId = await admitAsker(ctx.db, companyId, wanted);
  const actor: StaffActor = {
    kind: 'staff',
    ...ctx.staff,
    // A person who does not act for the business is recorded by the given name alone.
    asked: {
      ...asked,
      by: { ...by, userId },
    },
  };
  const acting: ActingCtx = { db: ctx.db, now: ctx.now, request: ctx.request, companyId, actor };
  return wanted.act === 'end' ? end(acting, wanted) : changeAgreement(acting, wanted);
}

/**
 * Checks the role of the requesting customer against the act.
 * @returns their id if they are one of the business's people
 * @throws Precondition
 */
export async function admitAsker(
  db: Db,
  companyId: string,
  { asked, deletion }: Pick<RequestedAct, 'asked' | 'deletion'>,
): Promise<string | null> {
  const members = await listMembers(db, companyId);
  const member = members.find(({ userId }) => userId === asked.by.userId);
  const role = member !== undefined && actsToday(member) ? member.role : null;
  const missing = missingRight(role, deletion);
  if (missing === null) return member?.userId ?? null;
  throw new Precondition(missing === 'end' ? 'asker-may-not-end' : 'asker-may-not-delete');
}

async function changeAgreement(ctx: ActingCtx, wanted: RequestedAct): Promise<'done' | 'already'> {
  const { act, subject: productId, deletion, seen } = wanted;
  const row =
    act === 'pause'
      ? await pauseConsent(ctx, productId, seen)
      : await withdrawConsent(ctx, { productId, deletion, ...(seen === undefined ? {} : { seen }) });
  const events = await listBasis(ctx.db, ctx.companyId);
  const type = act === 'pause' ? 'paused' : 'withdrawn';
  const last = events.findLast(
    ({ body }) => body.service.product_id === row.productId && body.event_type === type,
  );
  return last?.body.entity.kind === 'staff' && last.body.entity.user_id === ctx.actor.userId
    ? 'done'
    : 'already';
}

async function end(ctx: ActingCtx, { subject, deletion, seen }: RequestedAct): Promise<'done' | 'already'> {
  const { connection, latest } = await getConnectionView(ctx, subject);
  const target = deletion === 'delete' ? 'deleted' : 'Unlinked';
  if (connection.state === target) {
    const ended = latest.find(({ kind }) => kind === 'deleted' || kind === 'unlinked');
    return ended?.onRequest && ended.by === ctx.actor.name ? 'done' : 'already';
  }
  if (connection.state === 'deleted') return 'already';
  const isOpen = deletion === 'delete' ? mayDelete(connection) : mayDisconnect(connection);
  if (!isOpen || (seen !== undefined && connection.state !== seen)) throw new Conflict('changed-meanwhile');
  if (deletion === 'delete') await deleteConnection(ctx, connection.id);
  else await disconnectConnection(ctx, connection.id);
  return 'done';
}
