// Owns what is only news: told once, and shown until somebody puts it away.
import { listOpenNotifications } from '@/db/queries/notifications';
import type { Ctx } from '../context';
import type { MailFacts } from '../domain/mail';

const KINDS = ['still-sharing', 'data-deleted'] as const;
type Kind = (typeof KINDS)[number];

export type OpenNews = { [K in Kind]: { id: string; kind: K; at: Date; facts: MailFacts[K] } }[Kind];

/** What needs an answer is not here: it is told by what is true now, and ends when that does. */
export async function listNews(ctx: Pick<Ctx, 'db' | 'companyId'>): Promise<OpenNews[]> {
  const rows = await listOpenNotifications(ctx.db, ctx.companyId, KINDS);
  // Only `notify` writes them, and that is typed.
  return rows.map(({ id, kind, facts, createdAt }) => ({ id, kind, facts, at: createdAt }) as OpenNews);
}
