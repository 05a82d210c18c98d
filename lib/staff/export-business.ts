// Ledger export for staff: the same file as the business gets.

import { isUuid } from '../domain/text/uuid';
import { NotFound } from '../errors';
import { exportLedger } from '../ledger/export-ledger';
import type { StaffCtx } from './context';

/** @returns JSON Lines @throws NotFound */
export async function exportBusiness(
  ctx: StaffCtx,
  companyId: string,
): Promise<AsyncGenerator<string, void, void>> {
  if (!isUuid(companyId)) throw new NotFound('company');
  const lines = await exportLedger(ctx.db, companyId, ctx.now);
  await ctx.auditView(companyId, 'export');
  return lines;
}
