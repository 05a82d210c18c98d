// Decision API of this site: AuthZEN 1.0 with its own vocabulary, for systems that hold a key. The same in Next and alone.
import type { Hono } from 'hono';
import { type Database, getDatabase } from '@/db/client';
import type { Evaluator } from '../access/evaluator';
import { createProductEvaluator } from '../access/product-evaluator';
import type { AccessReason } from '../domain/access/access-question';
import { pickLocale } from '../i18n/locale';
import { MESSAGES } from '../i18n/messages';
import { clock, machineClock } from '../runtime/clock';
import { getEnv } from '../runtime/env';
import { getLimiter } from '../security/rate-limit';
import type { Limiter } from '../security/rate-limiter';
import type { LimitName } from '../security/rate-limits';
import { apiKeyOf, withKey } from './api-key';
import { createAuthzen } from './authzen';
import { createKeyLimit } from './key-limit';
import { openApiDocument } from './openapi';

interface Tools {
  database: () => Pick<Database, 'db'>;
  /** As configured. */
  site: () => string;
  issuer: () => string | null;
  /** Business time. */
  now: () => Date;
  /** The process's own when absent. */
  limiter?: () => Limiter<LimitName>;
  /** Trusted proxies; as configured when absent. */
  hops?: number;
}

const OWN: Tools = {
  database: getDatabase,
  site: () => getEnv().NEXTAUTH_URL,
  issuer: () => getEnv().OIDC_ISSUER ?? null,
  now: clock.now,
};

export function createDecisionApi(tools: Tools = OWN): Hono {
  const limit = createKeyLimit();
  const db = () => tools.database().db;
  const api = createAuthzen({
    site: tools.site,
    admit: withKey('decisions:read', {
      db,
      now: machineClock.now,
      limit,
      limiter: tools.limiter ?? getLimiter,
      ...(tools.hops === undefined ? {} : { hops: tools.hops }),
    }),
    count: (c, questions) => limit.take(c, apiKeyOf(c), questions),
    evaluator: (c): Evaluator =>
      createProductEvaluator({
        db: db(),
        now: tools.now(),
        issuer: tools.issuer(),
        site: tools.site(),
        sentence: sentenceIn(c.req.header('accept-language') ?? null),
        products: apiKeyOf(c).products,
      }),
  });
  api.get('/v1/openapi.json', (c) => c.json(openApiDocument(tools.site())));
  return api;
}

function sentenceIn(acceptLanguage: string | null): (reason: AccessReason) => string {
  const sentences: Record<AccessReason, string> =
    MESSAGES[pickLocale(undefined, acceptLanguage)].staff.decisions.because;
  return (reason) => sentences[reason];
}
