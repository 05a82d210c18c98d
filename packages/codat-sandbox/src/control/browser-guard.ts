// Owns the rule that no web page elsewhere can use the control API through the browser of whoever visits it.
import type { MiddlewareHandler } from 'hono';
import { ApiError } from '../http/errors';
import type { Ctx, Env } from '../http/http';
import { errorResponse } from '../http/http';

const OWN_HOST = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i;

function refuse(text: string): Response {
  return errorResponse(new ApiError(403, 'Sandbox', text));
}

/**
 * Browsers say where a request comes from; what says nothing is no browser. `Origin` alone would not do: it is "null"
 * for a form of our own page when the page sends no referrer, and absent from plain reads.
 */
function isFromElsewhere(c: Ctx, host: string, friends: readonly string[]): boolean {
  const origin = c.req.header('origin');
  if (origin !== undefined && friends.includes(origin)) return false;
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  return origin !== undefined && origin !== `http://${host}`;
}

/** Following a link here from another page only shows something. */
function isVisit(c: Ctx): boolean {
  return c.req.method === 'GET' && c.req.header('sec-fetch-mode') === 'navigate';
}

/**
 * A name that somebody made point at this machine must not open the door either, so the Host is checked as well.
 * @param friends origins that may call besides our own pages
 */
export function browserGuard(friends: readonly string[]): MiddlewareHandler<Env> {
  return async (c, next) => {
    const host = c.req.header('host') ?? '';
    if (!OWN_HOST.test(host)) return refuse('Use localhost or 127.0.0.1 to reach the control API.');
    if (isFromElsewhere(c, host, friends) && !isVisit(c)) {
      return refuse('Another web page cannot use the control API.');
    }
    return next();
  };
}
