// Read model of the confirmation page: connections, their reading progress, and the steps left.
import { listLogos } from '@/db/queries/codat-cache';
import type { ConnectionRow } from '@/db/queries/connections';
import { refreshForView } from '../connection/refresh-for-view';
import type { Ctx } from '../context';
import { type DoneNow, doneNow } from '../domain/next-step/done-now';
import { type NextStep, nextStep } from '../domain/next-step/next-step';
import type { ProductView } from '../product/get-product-view';
import { getReads, type Reads } from './get-reads';
import { refreshProgressForPage } from './refresh-progress-for-page';

export interface ProgressView extends DoneNow<ConnectionRow> {
  /** From Codat's present answer. */
  step: NextStep;
  /** Null when nothing is read, for example from files. */
  reads: Reads | null;
  /** False when Codat could not be asked just now. */
  checked: boolean;
  /** By platform key. */
  logos: ReadonlyMap<string, string | null>;
}

/** Only the data of linked sources: the others are not being read. */
export async function getProgress(
  ctx: Ctx,
  { agreed, consent }: Pick<ProductView, 'agreed' | 'consent'>,
): Promise<ProgressView> {
  const { connections, failure } = await refreshForView(ctx);
  const step = nextStep(agreed, consent, connections, ctx.now);
  await refreshProgressForPage(ctx);
  const reads = await getReads(ctx, { kind: 'product', id: agreed.id });
  return {
    ...doneNow(agreed, step, connections, ctx.now),
    step,
    reads,
    logos: await listLogos(ctx.db, ctx.companyId),
    checked: failure === null && (reads?.isAnswered ?? true),
  };
}
