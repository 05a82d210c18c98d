// Route handler for staff: the ledger of one business as a file, with its proof.
import type { NextRequest } from 'next/server';
import { orNotFound } from '@/lib/auth/not-found';
import { getStaffCtx, requireStaff } from '@/lib/auth/staff';
import { exportResponse } from '@/lib/ledger/export-response';
import { exportBusiness } from '@/lib/staff/export-business';

export async function GET(
  _request: NextRequest,
  { params }: RouteContext<'/staff/businesses/[id]/export'>,
): Promise<Response> {
  const { id } = await params;
  const ctx = getStaffCtx(await requireStaff(`/staff/businesses/${id}/export`));
  return exportResponse(id, await orNotFound(exportBusiness(ctx, id)), ctx.now);
}
