// Test of the pace of consents, through the real actions: each yes and each resuming counts, and stopping never waits.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listEvents } from '@/db/queries/consents';
import { IDLE, MADE_FOR } from '@/lib/action-state';
import { grantConsent } from '@/lib/consent/grant-consent';
import type { Ctx } from '@/lib/context';
import { bindPage } from '@/lib/domain/crypto/page-binding';
import { LIMITS } from '@/lib/security/rate-limits';
import { useTestDatabase } from './database';
import { grantInput, makeCustomer, makeSession, makeTools } from './factories';
import { NO_CODAT } from './no-codat';
import { testKeys } from './receipt-issuer';
import { type Action, ask, closeApp, load, openApp, placeOf } from './role-matrix';

const SECRET = 's'.repeat(32);
const PRODUCT = 'business-insights';
const AGREEMENT = 'app/(customer)/consents/[id]/actions.ts';
const REQUEST = 'app/(customer)/products/[product]/consent/actions.ts';
const database = useTestDatabase();
let business: Ctx;

beforeAll(async () => {
  business = await makeCustomer(makeTools(database.db, NO_CODAT));
  await grantConsent(business, await grantInput(database.db));
  const { companyId, actor } = business;
  ask(await makeSession(database.db, actor.userId, companyId, { method: 'issuer' }));
  // The app reads what these keys signed.
  openApp(database, { RECEIPT_SIGNING_KEYS: testKeys() });
});
afterAll(closeApp);

/** @returns what the form says, or where it leads */
async function send(file: string, name: string, fields: Record<string, string> = {}): Promise<string> {
  const { companyId, actor } = business;
  const form = new FormData();
  const made = bindPage(SECRET, { companyId, userId: actor.userId });
  for (const [key, value] of Object.entries({ page: '/home', [MADE_FOR]: made, product: PRODUCT, ...fields }))
    form.set(key, value);
  const action = await load<Action>(file, name);
  const answer = await action(IDLE, form).catch(placeOf);
  return typeof answer === 'string' ? answer : JSON.stringify(answer);
}

const types = async () =>
  (await listEvents(business.db, business.companyId)).map(({ body }) => body.event_type);

test('a business has so many answers and resumings an hour; pausing and stopping go on, whatever was counted', async () => {
  const pace = LIMITS['consent-change'].limits.find(({ by }) => by === 'business')?.points ?? 0;
  const { limit } = await import('@/lib/security/rate-limit');
  for (let n = 1; n < pace; n += 1) await limit('consent-change', business);
  expect(await send(AGREEMENT, 'resumeAction')).toBe(`/consents/${PRODUCT}`);
  expect(await send(AGREEMENT, 'resumeAction')).toContain('too-many');
  const answers = { noticeHash: 'a'.repeat(64), language: 'en', agree: 'yes' };
  for (const answer of ['agree', 'not-now', 'never'])
    expect(await send(REQUEST, 'answerConsentAction', { ...answers, answer })).toContain('too-many');
  const renewal = { shownEnd: new Date().toISOString(), agree: 'yes' };
  expect(await send('app/(customer)/consents/[id]/renew/actions.ts', 'renewAction', renewal)).toContain(
    'too-many',
  );
  expect(await types()).toEqual(['given']);
  expect(await send(AGREEMENT, 'pauseAction')).toBe(`/consents/${PRODUCT}`);
  expect(await send(AGREEMENT, 'withdrawAction', { deletion: 'keep' })).toBe(`/consents/${PRODUCT}`);
  expect(await types()).toEqual(['given', 'paused', 'withdrawn']);
});
