// Problem details of RFC 9457: how the API says that a request was refused.
import type { Context } from 'hono';

const TITLES = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  408: 'Request Timeout',
  413: 'Content Too Large',
  429: 'Too Many Requests',
} as const;

/** @param detail repeats nothing that was sent */
export function problem(
  c: Context,
  status: keyof typeof TITLES,
  detail: string,
  headers: Record<string, string> = {},
): Response {
  return c.body(JSON.stringify({ type: 'about:blank', title: TITLES[status], status, detail }), status, {
    'content-type': 'application/problem+json',
    ...headers,
  });
}

/** Too often: says when to try again. */
export const tooManyRequests = (c: Context, seconds: number): Response =>
  problem(c, 429, `Try again in ${seconds} seconds.`, { 'retry-after': String(seconds) });
