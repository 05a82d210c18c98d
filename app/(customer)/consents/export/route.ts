// The business's own ledger as a file, with its proof.
import { getCtx } from '@/lib/auth/context';
import { requireFileOwner } from '@/lib/auth/made-for';
import { exportLedger } from '@/lib/ledger/export-ledger';
import { exportResponse } from '@/lib/ledger/export-response';

const PATH = '/consents/export';

export async function GET(request: Request): Promise<Response> {
  const { db, companyId, now } = await getCtx(await requireFileOwner(request, PATH), PATH);
  return exportResponse(await exportLedger(db, companyId, now), now);
}
