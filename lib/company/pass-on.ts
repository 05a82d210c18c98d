// Verb: sends a request to colleagues with the rights that this person lacks; it grants no account and no right.
import { listMembers } from '@/db/queries/companies';
import { listWrittenTo } from '@/db/queries/mails';
import type { Ctx } from '../context';
import { type Right, roleMay } from '../domain/identity/authority';
import { isPassable, passedOnKey } from '../domain/identity/passed-on';
import { NotFound } from '../errors';
import { postMail } from '../mail/post-mail';

/** Colleagues who may do it, by name; without the person who asks. */
export async function listAuthorised(
  { db, companyId, actor }: Pick<Ctx, 'db' | 'companyId' | 'actor'>,
  right: Right,
): Promise<{ userId: string; name: string }[]> {
  const members = await listMembers(db, companyId);
  return members.filter(({ userId, role }) => userId !== actor.userId && roleMay(role, right));
}

/**
 * @param wanted `path` of the page to open
 * @throws NotFound for a page without a decision
 */
export async function passOn(ctx: Ctx, wanted: { right: Right; path: string }): Promise<void> {
  const { right, path } = wanted;
  if (!isPassable(path)) throw new NotFound('page');
  const { companyId, actor, request, now } = ctx;
  const colleagues = await listAuthorised(ctx, right);
  if (colleagues.length === 0) return;
  await ctx.db.transaction((tx) =>
    postMail(tx, {
      companyId,
      kind: 'passed-on',
      facts: { by: actor.name, path },
      language: request.locale,
      dedupe: passedOnKey({ companyId, userId: actor.userId, path, now }),
      userIds: colleagues.map(({ userId }) => userId),
      requestId: request.requestId,
      now,
    }),
  );
}

/** The people to whom this person has passed the page on today. */
export async function listPassedOn(ctx: Ctx, path: string): Promise<string[]> {
  const { companyId, actor, now } = ctx;
  return listWrittenTo(ctx.db, companyId, passedOnKey({ companyId, userId: actor.userId, path, now }));
}
