// Decision API of this site: AuthZEN 1.0 with its own vocabulary, for systems that hold a key. The same in Next and alone.
import type { Context, Hono } from 'hono';
import { type Database, getDatabase } from '@/db/client';
import { findAnswer, withDecisionLog } from '../access/decision-log';
import { prefersToken, withDecisionTokens } from '../access/decision-token';
import type { Evaluator } from '../access/evaluator';
import { createProductEvaluator } from '../access/product-evaluator';
import { createSharedReads } from '../access/shared-reads';
import type { AccessReason } from '../domain/access/access-question';
import type { SigningKey } from '../domain/receipt/receipt-keys';
import { pickLocale } from '../i18n/locale';
import { MESSAGES } from '../i18n/messages';
import { clock, machineClock } from '../runtime/clock';
import { getEnv, getSigningKeys } from '../runtime/env';
import { getLimiter } from '../security/rate-limit';
import type { Limiter } from '../security/rate-limiter';
import type { LimitName } from '../security/rate-limits';
import { apiKeyOf, withKey } from './api-key';
import { createAuthzen } from './authzen';
import { createKeyLimit } from './key-limit';
import { openApiDocument } from './openapi';
import { problem } from './problem';

interface Tools {
  database: () => Pick<Database, 'db'>;
  /** As configured. */
  site: () => string;
  issuer: () => string | null;
  /** Business time. */
  now: () => Date;
  /** The key that signs decision tokens. */
  signing: () => SigningKey;
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
  signing: () => getSigningKeys().signing,
};

export function createDecisionApi(tools: Tools = OWN): Hono {
  const limit = createKeyLimit();
  const db = () => tools.database().db;
  const { read, write } = createSharedReads(db);
  const sentenceFor = (c: Context) => sentenceIn(c.req.header('accept-language') ?? null);
  const admit = withKey('decisions:read', {
    db,
    now: machineClock.now,
    limit,
    limiter: tools.limiter ?? getLimiter,
    ...(tools.hops === undefined ? {} : { hops: tools.hops }),
  });
  const evaluator = (c: Context): Evaluator => {
    const { id, products } = apiKeyOf(c);
    const own = createProductEvaluator({
      db: db(),
      read,
      now: tools.now(),
      issuer: tools.issuer(),
      site: tools.site(),
      sentence: sentenceFor(c),
      products,
    });
    const logged = withDecisionLog(own, { write, keyId: id });
    if (!prefersToken(c.req.header('prefer'))) return logged;
    c.header('preference-applied', 'decision-token');
    const issuer = new URL(tools.site()).origin;
    // Outside of the log, which keeps no token.
    return withDecisionTokens(logged, { issuer, key: tools.signing(), now: machineClock.now() });
  };
  const api = createAuthzen({
    site: tools.site,
    admit,
    count: (c, questions) => limit.take(c, apiKeyOf(c), questions),
    evaluator,
  });
  api.get('/v1/decisions/:evaluation_id', admit, async (c) => {
    const found = await findAnswer(db(), apiKeyOf(c), c.req.param('evaluation_id'));
    c.header('cache-control', 'no-store');
    if (found === null) return problem(c, 404, 'There is no such answer, or it is too old.');
    const { evaluationId, at, question, decision, context } = found;
    const reason_user = sentenceFor(c)(context.reason as AccessReason);
    const id = `ev_${evaluationId}`;
    return c.json({
      asked_at: at.toISOString(),
      question,
      answer: { decision, context: { ...context, reason_user, evaluation_id: id } },
    });
  });
  api.get('/v1/openapi.json', (c) => c.json(openApiDocument(tools.site())));
  return api;
}

function sentenceIn(acceptLanguage: string | null): (reason: AccessReason) => string {
  const sentences: Record<AccessReason, string> =
    MESSAGES[pickLocale(undefined, acceptLanguage)].staff.decisions.because;
  return (reason) => sentences[reason];
}
