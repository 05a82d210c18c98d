// Route handler: every coming end as one calendar file.
import { getCtx } from '@/lib/auth/context';
import { requireFileOwner } from '@/lib/auth/made-for';
import { listEnds, upcoming } from '@/lib/expiry/list-ends';
import { calendarResponse } from '../calendar';

export async function GET(request: Request): Promise<Response> {
  const ctx = await getCtx(await requireFileOwner(request, '/consents'), '/consents/forecast.ics');
  return calendarResponse(upcoming(await listEnds(ctx), ctx.now), ctx);
}
