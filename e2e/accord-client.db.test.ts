// The client package against the decision API: for each kind of question both say the same, and a key that may not ask is denied.
import { expect, test } from 'vitest';
import { pauseConsent } from '@/lib/consent/pause-consent';
import { withdrawConsent } from '@/lib/consent/withdraw-consent';
import { type ClientOptions, createClient, type Question } from '../packages/accord-client/src/client';
import { useTestDatabase } from './database';
import { decisionStage, later, SITE } from './decision-stage';

const database = useTestDatabase();
const { addKey, start, business } = decisionStage(database);

async function client(products: string[] | null, more: Partial<ClientOptions> = {}, now = () => new Date()) {
  const api = start({ now });
  const key = await addKey(products === null ? {} : { products });
  return createClient({ url: SITE, key, fetch: async (url, init) => api.request(url, init), ...more });
}

const about = (companyId: string, more: Partial<Question> = {}): Question => ({
  product: 'lending',
  action: 'read',
  business: companyId,
  dataType: 'invoices',
  ...more,
});

test('one life: before, agreed, paused, withdrawn, and the moments in between', async () => {
  const accord = await client(['lending']);
  const asked = await business({ agrees: false });
  const before = await accord.explain(about(asked.companyId));
  expect(before).toMatchObject({ allowed: false, reason: 'no-consent', event: null, problem: null });
  expect(before.accessRequestUrl).toBe(`${SITE}/products/lending/consent`);
  expect(before.sentence).toBe('The business never agreed to it.');

  const ctx = await business();
  const { companyId } = ctx;
  expect(await accord.can(about(companyId))).toBe(true);
  const agreed = await accord.explain(about(companyId));
  expect(agreed).toMatchObject({ allowed: true, reason: 'agreed', event: { seq: 1 }, problem: null });
  expect(agreed.connections).toHaveLength(1);
  expect(agreed.validUntil?.getTime()).toBeGreaterThan(ctx.now.getTime());

  await pauseConsent(later(ctx, 60), 'lending');
  await withdrawConsent(later(ctx, 120), { productId: 'lending', deletion: 'keep' });
  const at = (seconds: number) => about(companyId, { at: later(ctx, seconds).now });
  const afterwards = await client(['lending'], {}, () => later(ctx, 180).now);
  const questions = [at(-60), at(30), at(90), at(150), about(companyId)];
  const answers = await Promise.all(questions.map(afterwards.explain));
  expect(answers.map(({ reason }) => reason)).toEqual([
    'no-consent',
    'agreed',
    'paused',
    'withdrawn',
    'withdrawn',
  ]);
  expect(await afterwards.canMany(questions)).toEqual([false, true, false, false, false]);
});

test('in French, where the program asks for it', async () => {
  const { companyId } = await business({ agrees: false });
  const accord = await client(['lending'], { language: 'fr' });
  expect((await accord.explain(about(companyId))).sentence).toBe('L’entreprise ne l’a jamais accepté.');
});

test('a key of another product, a wrong key, and a date that is none are denied and named', async () => {
  const { companyId } = await business();
  const problems: string[] = [];
  const onProblem = ({ kind, status }: { kind: string; status: number | null }) =>
    problems.push(`${kind} ${status}`);
  const foreign = await client(['cash-flow'], { onProblem });
  expect(await foreign.can(about(companyId))).toBe(false);
  const wrong = await client(null, { onProblem, key: 'acc_test_nobody' });
  expect(await wrong.can(about(companyId))).toBe(false);
  const whole = await client(null, { onProblem });
  const odd = about(companyId, { at: new Date('yesterday') });
  expect(await whole.canMany([about(companyId), odd])).toEqual([true, false]);
  expect(problems).toEqual(['forbidden 403', 'unauthorised 401', 'invalid 200']);
});
