// Owns putting news away.
import { dismissNotification } from '@/db/queries/notifications';
import type { Ctx } from '../context';

/** Repeating it changes nothing; what is not this business's is not touched. */
export async function dismissNews(ctx: Pick<Ctx, 'db' | 'companyId' | 'now'>, newsId: string): Promise<void> {
  await dismissNotification(ctx.db, ctx.companyId, newsId, ctx.now);
}
