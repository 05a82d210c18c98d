// Owns handing one business's ledger to staff: the same file as the business gets.
import { NotFound } from '../errors';
import { exportLedger } from '../ledger/export-ledger';
import type { StaffCtx } from './context';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @returns JSON Lines @throws NotFound */
export async function exportBusiness(ctx: StaffCtx, companyId: string): Promise<string> {
  if (!UUID.test(companyId)) throw new NotFound('company');
  const text = await exportLedger(ctx.db, companyId, ctx.now);
  ctx.look(companyId, 'export');
  return text;
}
