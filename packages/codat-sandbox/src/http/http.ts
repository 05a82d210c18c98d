// Types and helpers of all routes: context, route, JSON answers, body and form readers, company and connection by id.
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { z } from 'zod';
import { isGuid } from '../random/ids';
import type { Company, Connection } from '../state/entities';
import { findCompany, findConnection, type World } from '../state/world';
import { type ApiError, companyNotFound, connectionNotFound, notValid } from './errors';

export type Env = { Bindings: HttpBindings; Variables: { companyId: string; body: string; pageCap: number } };
export type Ctx = Context<Env>;

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  template: string;
  handle(world: World, c: Ctx): Response | Promise<Response>;
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  });
}

export function errorResponse(error: ApiError, headers: Record<string, string> = {}): Response {
  return json(error.body(), error.status, headers);
}

/** Bounds memory; no body of this API comes near it. */
const BODY_LIMIT = 256 * 1024;

/** Whole body as text, read once per request. */
export async function bodyOf(c: Ctx): Promise<string> {
  const known = c.get('body');
  if (known !== undefined) return known;
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = c.req.raw.body?.getReader();
  // A client that disconnects while sending gets no answer, and that is not an error of the sandbox.
  const read = () =>
    reader?.read().catch(() => {
      throw notValid('body', 'The body broke off.');
    });
  for (let next = await read(); next && !next.done; next = await read()) {
    size += next.value.byteLength;
    if (size > BODY_LIMIT) {
      await reader?.cancel();
      throw notValid('body', 'The body is too large.');
    }
    chunks.push(next.value);
  }
  const body = Buffer.concat(chunks).toString('utf8');
  c.set('body', body);
  return body;
}

export async function readJson<T>(c: Ctx, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(parseJson(await bodyOf(c)));
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw notValid(first?.path.join('.') || 'body', first?.message ?? 'The body is not valid.');
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Fields of a posted form; any other body has none. */
export async function readForm(c: Ctx): Promise<URLSearchParams> {
  return new URLSearchParams(await bodyOf(c));
}

export function searchOf(c: Ctx): URLSearchParams {
  const search = new URL(c.req.url).searchParams;
  const [cap, asked] = [c.get('pageCap'), search.get('pageSize') ?? ''];
  // A value that is not a number is left for validation to refuse.
  const isTooMany = /^\d*$/.test(asked) && (asked === '' || Number(asked) > (cap ?? Number(asked)));
  if (cap !== undefined && isTooMany) search.set('pageSize', String(cap));
  return search;
}

export function companyOf(world: World, c: Ctx): Company {
  const companyId = c.req.param('companyId') ?? '';
  if (!isGuid(companyId)) throw notValid('companyId', 'companyId must be a GUID.');
  const company = findCompany(world, companyId);
  if (!company) throw companyNotFound(companyId);
  return company;
}

export function connectionOf(world: World, c: Ctx): { company: Company; connection: Connection } {
  const company = companyOf(world, c);
  const connectionId = c.req.param('connectionId') ?? '';
  if (!isGuid(connectionId)) throw notValid('connectionId', 'connectionId must be a GUID.');
  const connection = findConnection(company, connectionId);
  if (!connection) throw connectionNotFound(connectionId);
  return { company, connection };
}
