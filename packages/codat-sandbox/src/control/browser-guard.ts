// CSRF and DNS-rebinding guard of the control API: no foreign web page reaches it through a visitor's browser.
import type { MiddlewareHandler } from 'hono';
import { ApiError } from '../http/errors';
import type { Ctx, Env } from '../http/http';
import { errorResponse } from '../http/http';

const OWN_HOST = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i;

function refuse(text: string): Response {
  return errorResponse(new ApiError(403, 'Sandbox', text));
}

/**
 * Browsers send `Sec-Fetch-Site` or `Origin`; a request without both is from no browser. `Origin` alone is not enough:
 * it is "null" for a form of the control page without a referrer, and absent from plain reads.
 */
function isFromElsewhere(c: Ctx, host: string, friends: readonly string[]): boolean {
  const origin = c.req.header('origin');
  if (origin !== undefined && friends.includes(origin)) return false;
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  return origin !== undefined && origin !== `http://${host}`;
}

/** A link from another page only reads. */
function isVisit(c: Ctx): boolean {
  return c.req.method === 'GET' && c.req.header('sec-fetch-mode') === 'navigate';
}

/**
 * DNS rebinding: a foreign name that resolves to this machine is refused by its Host header.
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
