// Guard of the reading-progress routes: it resolves the session, the business that the page was made for, and the scope, all within the person's own businesses.
import 'server-only';
import type { SyncProgress } from '@/components/live-progress';
import { MADE_FOR } from '@/lib/action-state';
import { getTools } from '@/lib/auth/context';
import { readMadeFor } from '@/lib/auth/made-for';
import { getWatcher, type Watcher } from '@/lib/auth/watcher';
import { getReads, type ReadScope, type Reads } from '@/lib/reading/get-reads';
import { refreshProgress } from '@/lib/reading/refresh-progress';
import { clock } from '@/lib/runtime/clock';
import { getLimiter } from '@/lib/security/rate-limit';
import { getProgressWords } from '../../(customer)/reading/words';

const NO_STORE = { 'cache-control': 'no-store' };

/** @param afterSeconds when to ask again after a 429 */
export function refuse(status: 401 | 404 | 429, afterSeconds = 30): Response {
  const headers = status === 429 ? { ...NO_STORE, 'retry-after': String(afterSeconds) } : NO_STORE;
  return Response.json(
    { error: status === 401 ? 'signed-out' : status === 404 ? 'not-found' : 'busy' },
    { status, headers },
  );
}

export interface Asked {
  watcher: Watcher;
  /** From our own record; null when it has no such scope, or one of another business. */
  read(): Promise<Reads | null>;
  /** Asks Codat if a refresh is due. @throws Upstream */
  refresh(): Promise<void>;
  say(reads: Reads): SyncProgress;
}

/** @returns the refusal as a response when the request is not allowed */
export async function readAsked(request: Request): Promise<Asked | Response> {
  const query = new URL(request.url).searchParams;
  const made = readMadeFor(query.get(MADE_FOR));
  const watcher = made === null ? null : await getWatcher(made);
  if (watcher === null) return refuse(401);
  const scope = scopeOf(query);
  if (scope === null) return refuse(404);
  const { companyId, userId } = watcher;
  const verdict = await getLimiter().take('reads', { companyId, userId });
  if (!verdict.ok) return refuse(429, verdict.retryAfterSeconds);
  const { db, codat, request: facts } = await getTools('');
  return {
    watcher,
    read: () => getReads({ db, codat, companyId, now: clock.now() }, scope),
    async refresh() {
      const tools = { db, codat, now: () => clock.now() };
      await refreshProgress(tools, { companyId, requestId: facts.requestId }, 'due');
    },
    say: await getProgressWords(watcher.hasAddress),
  };
}

function scopeOf(query: URLSearchParams): ReadScope | null {
  const [product, connection] = [query.get('product'), query.get('connection')];
  if (product !== null) return { kind: 'product', id: product };
  return connection === null ? null : { kind: 'connection', id: connection };
}
