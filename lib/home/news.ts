// Dismissible news: shown until the customer dismisses it.
import { dismissNotification, type NotificationRow } from '@/db/queries/notifications';
import { agreementsOf } from '../consent/agreements-now';
import type { Ctx } from '../context';
import { sharingNewsNow } from '../domain/expiry/sharing-news';
import type { MailFacts } from '../domain/letter/mail';
import type { BusinessFacts } from '../facts/business-facts';

export const NEWS_KINDS = ['still-sharing', 'data-deleted'] as const;
type Kind = (typeof NEWS_KINDS)[number];

export type OpenNews = { [K in Kind]: { id: string; kind: K; at: Date; facts: MailFacts[K] } }[Kind];

/** Without open questions: those follow from the present state, and disappear when it changes. */
export function openNews(rows: readonly NotificationRow[], facts: BusinessFacts, now: Date): OpenNews[] {
  // Only `notify` writes them, and that is typed.
  const open = rows.map(
    ({ id, kind, facts: told, createdAt }) => ({ id, kind, facts: told, at: createdAt }) as OpenNews,
  );
  const sharing = open.filter((one) => one.kind === 'still-sharing');
  if (sharing.length === 0) return open;
  const events = facts.basis.map(({ body }) => body);
  const holds = new Set<OpenNews>(sharingNewsNow(sharing, agreementsOf(facts, events, now)));
  return open.filter((one) => one.kind !== 'still-sharing' || holds.has(one));
}

/** Idempotent; another business's news stays untouched. */
export async function dismissNews(ctx: Pick<Ctx, 'db' | 'companyId' | 'now'>, newsId: string): Promise<void> {
  await dismissNotification(ctx.db, ctx.companyId, newsId, ctx.now);
}
