// Route handler: OpenAPI document of the decision API, answered by lib/api.
import { createDecisionApi } from '@/lib/api/decision-api';

// The address comes from the environment of the running app, not from that of its build.
export const dynamic = 'force-dynamic';

const api = createDecisionApi();

export function GET(request: Request): Promise<Response> | Response {
  return api.fetch(request);
}
