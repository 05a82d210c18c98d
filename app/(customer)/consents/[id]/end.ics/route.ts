// Route handler: the end of one agreement as a calendar file.
import { notFound } from 'next/navigation';
import { getCtx } from '@/lib/auth/context';
import { requireFileOwner } from '@/lib/auth/made-for';
import { listEnds } from '@/lib/expiry/list-ends';
import { calendarResponse } from '../../calendar';

export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const { id } = await params;
  const path = `/consents/${id}`;
  const ctx = await getCtx(await requireFileOwner(request, path), `${path}/end.ics`);
  const end = (await listEnds(ctx)).find((one) => one.id === `consent:${id}` && !one.isOver);
  if (end === undefined) notFound();
  return calendarResponse([end], ctx);
}
