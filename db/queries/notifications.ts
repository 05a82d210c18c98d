// SQL of notifications: news for a business that it did not ask for.
import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Db } from '../client';
import { notifications } from '../schema/work';
import { part, placeholder, select } from './gather';

export type NotificationRow = typeof notifications.$inferSelect;
export type NewNotification = Pick<
  NotificationRow,
  'companyId' | 'kind' | 'productId' | 'connectionId' | 'facts' | 'dedupe' | 'createdAt'
> & { dismissedAt?: Date };

/** @returns false when the same news was stored before */
export async function insertNotification(tx: Db, notification: NewNotification): Promise<boolean> {
  const rows = await tx
    .insert(notifications)
    .values(notification)
    .onConflictDoNothing({ target: notifications.dedupe })
    .returning({ id: notifications.id });
  return rows.length === 1;
}

/** Keys of all news that the business was told already. */
export async function findTold(db: Db, companyId: string): Promise<Set<string>> {
  const rows = await db
    .select({ dedupe: notifications.dedupe })
    .from(notifications)
    .where(eq(notifications.companyId, companyId));
  return new Set(rows.map(({ dedupe }) => dedupe));
}

/** News of these kinds that were not dismissed, newest first. */
export const openNotificationsPart = (kinds: readonly string[]) =>
  part(
    select
      .select()
      .from(notifications)
      .where(
        and(
          eq(notifications.companyId, placeholder('companyId')),
          inArray(notifications.kind, [...kinds]),
          isNull(notifications.dismissedAt),
        ),
      )
      .orderBy(desc(notifications.createdAt))
      .limit(20),
  );

/** @returns false when the business has no such open news */
export async function dismissNotification(
  db: Db,
  companyId: string,
  notificationId: string,
  now: Date,
): Promise<boolean> {
  const rows = await db
    .update(notifications)
    .set({ dismissedAt: now })
    .where(
      and(
        eq(notifications.companyId, companyId),
        eq(notifications.id, notificationId),
        isNull(notifications.dismissedAt),
      ),
    )
    .returning({ id: notifications.id });
  return rows.length === 1;
}

/** Dismisses open news of one kind about one product, because newer news replaces it. */
export async function dismissOlder(
  tx: Db,
  companyId: string,
  { kind, productId }: { kind: string; productId: string },
  now: Date,
): Promise<void> {
  await tx
    .update(notifications)
    .set({ dismissedAt: now })
    .where(
      and(
        eq(notifications.companyId, companyId),
        eq(notifications.kind, kind),
        eq(notifications.productId, productId),
        isNull(notifications.dismissedAt),
      ),
    );
}
