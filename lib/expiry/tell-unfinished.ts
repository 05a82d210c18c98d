// Reminder of abandoned connections: sent once each, or marked as handled where no reminder is needed.
import { findTold, insertNotification } from '@/db/queries/notifications';
import { unfinishedDue } from '../domain/next-step/unfinished';
import { notify } from '../mail/notify';
import type { Scene } from './sweep-business';

export async function tellUnfinished(
  { tx, ctx, language, products, agreements }: Scene,
  afterDays: number,
): Promise<void> {
  const { companyId, now } = ctx;
  const { connections } = agreements.facts;
  const consents = agreements.consents();
  const told = await findTold(tx, companyId);
  const kind = 'connection-unfinished' as const;
  for (const due of unfinishedDue({ products, consents, connections, now, afterDays, told })) {
    const { connectionId, dedupe } = due;
    const product = products.find(({ id }) => id === due.productId);
    const facts = {
      connectionId,
      productId: product?.id ?? '',
      product: product?.name[language] ?? '',
      platform: connections.find(({ id }) => id === connectionId)?.platformName ?? '',
    };
    if (product === undefined) {
      const nobody = { productId: null, createdAt: now, dismissedAt: now };
      await insertNotification(tx, { companyId, kind, connectionId, facts, dedupe, ...nobody });
      continue;
    }
    const { requestId } = ctx.request;
    const news = { companyId, kind, productId: product.id, connectionId, facts, language, dedupe };
    await notify(tx, { ...news, now, requestId });
  }
}
