// Route handler: OpenID Connect Back-Channel Logout 1.0, with its request and answers (2.5, 2.8).
import { BODY_STATUS, readBody } from '@/lib/api/read-body';
import { takeLogout } from '@/lib/auth/take-logout';

export const dynamic = 'force-dynamic';

const LIMITS = { maxBytes: 16_384, maxMs: 5000 };
const STATUS = { done: 200, refused: 400, unavailable: 503 } as const;

export async function POST(request: Request): Promise<Response> {
  const body = await readBody(request, LIMITS);
  if (!body.ok) return answer(BODY_STATUS[body.problem]);
  const token = new URLSearchParams(Buffer.from(body.raw).toString('utf8')).get('logout_token');
  return answer(STATUS[await takeLogout(token)]);
}

/** The reason for a refusal goes into our own log only: a sender without a valid signature learns nothing. */
function answer(status: number): Response {
  const headers = { 'cache-control': 'no-store' };
  if (status === 200) return new Response(null, { status, headers });
  const error = status === 503 ? 'temporarily_unavailable' : 'invalid_request';
  return Response.json({ error }, { status, headers });
}
