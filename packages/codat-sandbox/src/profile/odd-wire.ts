// Oddness on the line: an answer changed by its seed, with header names in any case and a body cut anywhere.
import { setImmediate as turn } from 'node:timers/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Ctx, Route } from '../http/http';
import { type SeededRandom, seededRandom } from '../random/seeded-random';
import type { World } from '../state/world';
import { ANSWERS, PAYLOADS } from './odd-shapes';
import { oddMap, oddObject, oddPage } from './odd-values';
import { behaviourOf } from './profile';

/** Seeded by route, not by id: ids differ between runs, and one seed must give the same answers again. */
function seedOf(seed: number, { method, template }: Route): string {
  return `${seed} ${method} ${template}`;
}

const SIZES: [number, ...number[]] = [2, 3, 5, 8];

/** A service may return smaller pages than requested: the list then continues at `_links.next`. */
export function pageCap(world: World, c: Ctx, route: Route): number | undefined {
  const behaviour = behaviourOf(world, c.req.param('companyId')?.toLowerCase());
  if (behaviour.name !== 'odd' || ANSWERS[`${route.method} ${route.template}`]?.[0] !== 'page')
    return undefined;
  const size = seededRandom(`${seedOf(behaviour.seed, route)} pages`).pick(SIZES);
  // The list of platforms is long and asked for often.
  return route.template === '/integrations' ? size * 10 : size;
}

function oddBody(seed: string, route: Route, c: Ctx, status: number, body: unknown): unknown {
  if (status >= 400) return oddObject(seededRandom(seed), 'ErrorMessage', body);
  const [holder, shape] = ANSWERS[`${route.method} ${route.template}`] ?? [];
  if (holder === undefined || shape === undefined) return body;
  if (holder === 'page') return oddPage(seed, shape, body, c.req.query('orderBy') !== undefined);
  return holder === 'map' ? oddMap(seed, shape, body) : oddObject(seededRandom(seed), shape, body);
}

function oddCase(random: SeededRandom, name: string): string {
  return random.pick([
    name,
    name.toUpperCase(),
    name.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase()),
  ]);
}

/** Cuts anywhere, also inside a multi-byte character. */
function pieces(random: SeededRandom, bytes: Buffer): Buffer[] {
  const cuts = Array.from({ length: random.whole(0, 4) }, () => random.whole(0, bytes.length));
  const edges = [0, ...cuts.sort((a, b) => a - b), bytes.length];
  return edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge));
}

/** @param response complete with its headers; JSON is sent from here, anything else is handed back */
export async function sendOddly(world: World, c: Ctx, route: Route, response: Response): Promise<Response> {
  const behaviour = behaviourOf(world, (c.get('companyId') ?? c.req.param('companyId'))?.toLowerCase());
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  if (behaviour.name !== 'odd' || response === RESPONSE_ALREADY_SENT || !isJson) return response;
  const seed = seedOf(behaviour.seed, route);
  const body = oddBody(seed, route, c, response.status, await response.json());
  const random = seededRandom(`${seed} line`);
  const { outgoing } = c.env;
  const headers = [...response.headers].filter(([name]) => name !== 'content-length');
  outgoing.writeHead(
    response.status,
    headers.flatMap(([name, value]) => [oddCase(random, name), value]),
  );
  for (const piece of pieces(random, Buffer.from(JSON.stringify(body)))) {
    outgoing.write(piece);
    await turn();
  }
  outgoing.end();
  return RESPONSE_ALREADY_SENT;
}

/** The payload of an event for a company that is treated oddly. */
export function oddPayload(
  world: World,
  type: string,
  companyId: string | undefined,
  payload: object,
): unknown {
  const behaviour = behaviourOf(world, companyId);
  const shape = PAYLOADS.find(([name]) => name.test(type))?.[1];
  if (behaviour.name !== 'odd' || shape === undefined) return payload;
  return oddObject(seededRandom(`${behaviour.seed} ${type}`), shape, payload);
}

const TEXTS: [string, ...string[]] = [
  '',
  'User cancelled',
  'AADSTS65004: declined <consent>',
  '拒否されました',
  '%7B%22error%22%3A1%7D',
];

/** Changes the texts of the redirect; status code and ids stay. */
export function oddWords<T extends Record<string, string>>(world: World, companyId: string, values: T): T {
  const behaviour = behaviourOf(world, companyId);
  if (behaviour.name !== 'odd') return values;
  const random = seededRandom(`${behaviour.seed} redirect ${values.statusCode}`);
  const changed = Object.entries(values).map(([name, value]) => {
    if (name === 'sourceType') return [name, random.hits(0.5) ? value.toLowerCase() : value];
    if (name === 'platform' || name === 'platformName' || name === 'data.company.companyName')
      return [name, random.hits(0.3) ? '' : value];
    if (name === 'errorMessage' || name === 'statusText') return [name, random.pick(TEXTS)];
    return [name, value];
  });
  return { ...values, ...Object.fromEntries(changed) };
}
