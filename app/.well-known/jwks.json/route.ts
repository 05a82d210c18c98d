// Mounts the public keys of lib/api in Next.
import { createWellKnown } from '@/lib/api/well-known';
import { publishedKeys } from '@/lib/receipt/check-receipt-text';

// The keys come from the environment of the running app, not of its build.
export const dynamic = 'force-dynamic';

const app = createWellKnown(publishedKeys);

export function GET(request: Request): Promise<Response> | Response {
  return app.fetch(request);
}
