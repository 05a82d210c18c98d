// Route handler: the decision API (AuthZEN), answered by lib/api.
import { createDecisionApi } from '@/lib/api/decision-api';

const api = createDecisionApi();

export function POST(request: Request): Promise<Response> | Response {
  return api.fetch(request);
}
