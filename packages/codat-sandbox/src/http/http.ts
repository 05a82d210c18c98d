// Owns the small vocabulary all routes share: context type, route type, JSON answers, body reading.
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

/** Keeps a flood out of memory; no body of this API comes near it. */
const BODY_LIMIT = 256 * 1024;

/** The whole body as text, read once however many ask. */
export async function bodyOf(c: Ctx): Promise<string> {
  const known = c.get('body');
  if (known !== undefined) return known;
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = c.req.raw.body?.getReader();
  // Who leaves in the middle of a sentence gets no answer and is no fault of ours.
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

/** The fields of a posted form; anything that is not one has no fields. */
export async function readForm(c: Ctx): Promise<URLSearchParams> {
  return new URLSearchParams(await bodyOf(c));
}

export function searchOf(c: Ctx): URLSearchParams {
  const search = new URL(c.req.url).searchParams;
  const [cap, asked] = [c.get('pageCap'), search.get('pageSize') ?? ''];
  // What is no number stays as it is, and is refused as such.
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
