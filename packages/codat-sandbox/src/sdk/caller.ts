// CORS and token check of the embedded modules: pages of allowed origins, with a token of one company.

import { readAccessToken } from '../domain/access-token';
import { ApiError, byStatus, companyNotFound } from '../http/errors';
import type { Ctx } from '../http/http';
import type { Company } from '../state/entities';
import { findCompany, type World } from '../state/world';

function isAllowed(world: World, origin: string | undefined): boolean {
  return world.allowedOrigins.some((url) => URL.canParse(url) && new URL(url).origin === origin);
}

/**
 * Any origin may read the answer: a refusal hidden by CORS would look like a network error, and the developer would not
 * learn that the origin is missing from the list.
 */
export function corsHeaders(c: Ctx): Record<string, string> {
  return {
    'access-control-allow-origin': c.req.header('origin') || '*',
    'access-control-allow-headers': 'authorization, content-type',
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    'access-control-max-age': '600',
    'cache-control': 'no-store',
    vary: 'origin',
  };
}

/** @throws when the origin, the token or the company is not what it should be */
export function callerCompany(world: World, c: Ctx): Company {
  if (!isAllowed(world, c.req.header('origin'))) {
    throw new ApiError(403, 'PublicApi', 'This origin is not in the list of allowed origins.');
  }
  const [, token = ''] = /^bearer\s+(\S+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
  const reading = readAccessToken(world, token);
  switch (reading.kind) {
    case 'bad':
      throw byStatus(401);
    case 'expired':
      throw new ApiError(401, 'PublicApi', 'The access token has expired.');
    case 'good': {
      const company = findCompany(world, reading.companyId);
      if (!company) throw companyNotFound(reading.companyId);
      return company;
    }
    default:
      return reading satisfies never;
  }
}
