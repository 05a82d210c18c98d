// Owns the rule that side doors exist for this machine only.
import type { MiddlewareHandler } from 'hono';
import type { Env } from '../http/http';

const LOOPBACK = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;

/** To anyone else the door is not there at all. */
export const loopbackOnly: MiddlewareHandler<Env> = async (c, next) => {
  if (!LOOPBACK.test(c.env.incoming.socket.remoteAddress ?? '')) return c.notFound();
  await next();
};
