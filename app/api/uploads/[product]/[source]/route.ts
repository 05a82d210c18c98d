// Route handler for uploads: guarded like a server action, and read as a stream, which a server action cannot do.
import { MADE_FOR } from '@/lib/action-state';
import { getCtx } from '@/lib/auth/context';
import { findMismatch } from '@/lib/auth/made-for';
import { getViewer } from '@/lib/auth/viewer';
import { ROUTE_RIGHTS } from '@/lib/domain/identity/action-rights';
import { decideRight } from '@/lib/domain/identity/authority';
import { sourceTypeIn, uploadPlace } from '@/lib/domain/upload/upload-place';
import { NotFound, Precondition } from '@/lib/errors';
import { getEnv } from '@/lib/runtime/env';
import { log } from '@/lib/runtime/log';
import { bodyStream } from '@/lib/security/body-stream';
import { getLimiter } from '@/lib/security/rate-limit';
import { isSameOrigin } from '@/lib/security/same-origin';
import { FORM_BYTES } from '@/lib/upload/read-form';
import { receiveUpload } from '@/lib/upload/receive-upload';
import { takeSlot } from '@/lib/upload/slots';

type Address = { params: Promise<{ product: string; source: string }> };

export async function POST(request: Request, { params }: Address): Promise<Response> {
  const { product, source } = await params;
  const sourceType = sourceTypeIn(source);
  if (!isSameOrigin(request.headers, getEnv().NEXTAUTH_URL)) return answer(403);
  if (sourceType === null || !/^[a-z][a-z0-9-]{0,59}$/.test(product)) return answer(404);
  const page = uploadPlace(product, sourceType);
  const viewer = await getViewer();
  if (viewer === null) return to(`/sign-in?next=${encodeURIComponent(page)}`);
  const elsewhere = await findMismatch(new URL(request.url).searchParams.get(MADE_FOR), page);
  if (elsewhere !== null) {
    log().info({ event: 'upload', product, sourceType, status: 'made-for-another' });
    return to(elsewhere);
  }
  if (viewer.kind !== 'customer') return to(viewer.kind === 'staff' ? '/staff' : '/welcome');
  if (decideRight(viewer.customer, ROUTE_RIGHTS['/api/uploads/[product]/[source]']) !== 'yes') {
    log().info({ event: 'upload', product, sourceType, status: 'not-authorised' });
    // The page says which right is missing, and how to go on.
    return to(page);
  }
  if (Number(request.headers.get('content-length') ?? 0) > FORM_BYTES) return to(`${page}?problem=too-much`);
  const started = performance.now();
  const ctx = await getCtx(viewer.customer, page);
  const { requestId } = ctx.request;
  const line = (status: string, files = 0) => {
    const ms = Math.round(performance.now() - started);
    log().info({ event: 'upload', requestId, product, sourceType, status, files, ms });
  };
  // Nothing may fail between this line and the block that releases the slot.
  const release = takeSlot(viewer.customer.companyId);
  if (release === null) return to(`${page}?problem=busy`);
  try {
    const { outcomes, end } = await receiveUpload(ctx, {
      productId: product,
      sourceType,
      contentType: request.headers.get('content-type') ?? '',
      body: bodyStream(request),
      admit: async () => (await getLimiter().take('file-upload', ctx)).ok,
    });
    line(end, outcomes.length);
    if (outcomes.length > 0) return to(page);
    return to(`${page}?problem=${end === 'whole' ? 'none' : end}`);
  } catch (error) {
    if (error instanceof NotFound) return answer(404);
    // The page says what stands in the way.
    if (error instanceof Precondition) {
      line(error.code);
      return to(page);
    }
    line('crashed');
    throw error;
  } finally {
    release();
  }
}

const KEPT_NOWHERE = { 'cache-control': 'no-store' };

function answer(status: number): Response {
  return new Response(null, { status, headers: KEPT_NOWHERE });
}

/** Redirects with GET, so that reloading the page submits nothing again. */
function to(place: string): Response {
  return new Response(null, { status: 303, headers: { location: place, ...KEPT_NOWHERE } });
}
