// Route handler: one answer of the decision log, answered by lib/api.
import { createDecisionApi } from '@/lib/api/decision-api';

const api = createDecisionApi();

export function GET(request: Request): Promise<Response> | Response {
  return api.fetch(request);
}
