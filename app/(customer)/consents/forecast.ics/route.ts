// Everything that ends, as one calendar file.
import { getCtx } from '@/lib/auth/context';
import { requireCustomer } from '@/lib/auth/viewer';
import { listEnds, upcoming } from '@/lib/expiry/list-ends';
import { calendarResponse } from '../calendar';

export async function GET(): Promise<Response> {
  const ctx = await getCtx(await requireCustomer('/consents'), '/consents/forecast.ics');
  return calendarResponse(upcoming(await listEnds(ctx), ctx.now), ctx);
}
