// Read repair: refreshes connections from Codat before a page shows the next step, while a journey is open.
import { hasOpenTrip } from '@/db/queries/journeys';
import type { Ctx } from '../context';
import { refreshForView } from './refresh-for-view';
import { JOURNEY_MS } from './return-state';

/** Milliseconds. After that the page shows the stored state instead of waiting for Codat. */
const PATIENCE_MS = 3000;

/**
 * A tab that was closed at the platform never returns, and no webhook may have arrived either. Costs
 * nothing when no trip is open.
 */
export async function catchUp(
  ctx: Pick<Ctx, 'db' | 'codat' | 'companyId' | 'now' | 'request' | 'polling'>,
): Promise<void> {
  if (!(await hasOpenTrip(ctx.db, ctx.companyId, new Date(ctx.now.getTime() - JOURNEY_MS)))) return;
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([refreshForView(ctx), patience]).finally(() => clearTimeout(timer));
}
