// SQL of request coalescing: all processes together ask Codat about a business's connections once per interval.
import { eq, sql } from 'drizzle-orm';
import type { Db } from '../client';
import { connectionPolls } from '../schema/connection';
import { part, placeholder, select } from './gather';
import { ms } from './interval';

/** Only one of any number of views may ask. */
export async function claimConnectionPoll(db: Db, companyId: string, everyMs: number): Promise<boolean> {
  const rows = await db.execute(sql`
    insert into ${connectionPolls} (company_id, asked_at) values (${companyId}, now())
    on conflict (company_id) do update set asked_at = now()
    where connection_polls.asked_at <= now() - ${ms(everyMs)} returning 1`);
  return rows.length === 1;
}

export async function keepConnectionPoll(db: Db, companyId: string, isAnswered: boolean): Promise<void> {
  await db.update(connectionPolls).set({ isAnswered }).where(eq(connectionPolls.companyId, companyId));
}

/** Whether Codat answered the last poll of a page; true if there was none. */
export const lookAnsweredPart = part(
  select
    .select({ isAnswered: connectionPolls.isAnswered })
    .from(connectionPolls)
    .where(eq(connectionPolls.companyId, placeholder('companyId'))),
  ([row]) => row?.isAnswered ?? true,
);
