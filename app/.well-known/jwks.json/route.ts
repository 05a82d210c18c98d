// Route handler: the public keys of receipts (JWKS), answered by lib/api.
import { createWellKnown } from '@/lib/api/well-known';
import { publishedKeys } from '@/lib/receipt/check-receipt-text';

// The keys come from the environment of the running app, not from that of its build.
export const dynamic = 'force-dynamic';

const app = createWellKnown(publishedKeys);

export function GET(request: Request): Promise<Response> | Response {
  return app.fetch(request);
}
