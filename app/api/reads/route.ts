// Route handler: reading progress once, for pages that no stream reaches.
import { Upstream } from '@/lib/errors';
import { readAsked, refuse } from './asked';

export const dynamic = 'force-dynamic';

export async function GET(request: Request): Promise<Response> {
  const asked = await readAsked(request);
  if (asked instanceof Response) return asked;
  if ((await asked.read()) === null) return refuse(404);
  try {
    await asked.refresh();
  } catch (error) {
    // Codat's silence is part of the state and no error.
    if (!(error instanceof Upstream)) throw error;
  }
  const reads = await asked.read();
  if (reads === null) return refuse(404);
  return Response.json(asked.say(reads), { headers: { 'cache-control': 'no-store' } });
}
