// Shared statements of the decision API: many who ask at once get their own answers, and none that is older than the question.
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/database';
import { ask, decisionStage, later } from '@/e2e/decision-stage';
import { withdrawConsent } from '../consent/withdraw-consent';

const database = useTestDatabase();
const { start, post, business } = decisionStage(database);

test('64 questions at once share their statements, and each is logged and answered for its own business', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, (_, n) => business({ agrees: n % 2 === 0 })));
  const counted = postgres(database.url, { connection: { role: 'accord_app' } });
  const statements: string[] = [];
  const logger = { logQuery: (text: string) => statements.push(text) };
  const api = start({ db: drizzle(counted, { logger }) });
  const asked = Array.from({ length: 64 }, (_, n) => n % all.length);
  const answers = await Promise.all(
    asked.map((n) => post('evaluation', ask(all[n]?.companyId ?? ''), { api })),
  );
  expect(answers.map(({ body }) => body.decision)).toEqual(asked.map((n) => n % 2 === 0));
  const ids = answers.map(({ body }) => body.context.evaluation_id);
  expect(new Set(ids).size).toBe(64);
  await counted.end();
  const [logged] = await database.db.execute<{ count: number }>(
    `select count(*)::int as count from decision_log where evaluation_id = any('{${ids.map((id) => id.slice(3)).join(',')}}')`,
  );
  expect(logged?.count).toBe(64);
  // The key is read for each question, so that revoking holds for the very next one.
  const shared = statements.filter((text) => !text.includes('"api_keys"'));
  expect(shared.length).toBeLessThan(40);
});

test('who asks after a withdrawal is denied, while others who asked before it still wait', async () => {
  const api = start();
  for (let round = 0; round < 8; round += 1) {
    const ctx = await business();
    const question = ask(ctx.companyId);
    const before = Array.from({ length: 12 }, () => post('evaluation', question, { api }));
    await withdrawConsent(later(ctx, 1), { productId: 'lending', deletion: 'keep' });
    const { body } = await post('evaluation', question, { api });
    expect([round, body.decision, body.context.reason]).toEqual([round, false, 'withdrawn']);
    for (const { status } of await Promise.all(before)) expect(status).toBe(200);
  }
});
