// Route handler: the ledger of the business as a file, with its proof.
import { getCtx } from '@/lib/auth/context';
import { requireFileOwner } from '@/lib/auth/made-for';
import { exportLedger } from '@/lib/ledger/export-ledger';
import { exportResponse } from '@/lib/ledger/export-response';
import { tooOften } from '@/lib/security/too-often';

const PATH = '/consents/export';

export async function GET(request: Request): Promise<Response> {
  const ctx = await getCtx(await requireFileOwner(request, PATH), PATH);
  const refused = await tooOften('ledger-file', ctx);
  if (refused !== null) return refused;
  const { db, companyId, now } = ctx;
  return exportResponse(companyId, await exportLedger(db, companyId, now), now);
}
