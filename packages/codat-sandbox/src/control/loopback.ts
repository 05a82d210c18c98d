// Loopback guard of the control API: to other machines it does not exist.
import type { MiddlewareHandler } from 'hono';
import type { Env } from '../http/http';

const LOOPBACK = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;

/** Other machines get the 404 of an unknown path. */
export const loopbackOnly: MiddlewareHandler<Env> = async (c, next) => {
  if (!LOOPBACK.test(c.env.incoming.socket.remoteAddress ?? '')) return c.notFound();
  await next();
};
