import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/database';
import { listWebhooks } from '@/e2e/kept-webhooks';
import { eventAbout, signWebhook } from '@/e2e/signed-webhook';
import { createWebhookReader } from '../codat/webhook';
import { isUuid } from '../domain/text/uuid';
import { webhookRoutes } from './webhooks';

const KEY = Buffer.alloc(32, 5);
const database = useTestDatabase();
const routes = webhookRoutes({
  database: () => database,
  readWebhook: () => createWebhookReader([`whsec_${KEY.toString('base64')}`]),
  logger: () => ({ info: () => {}, warn: () => {} }),
});

const value = fc.jsonValue({ maxDepth: 2 });
const id = fc.oneof(fc.uuid(), fc.constantFrom('', '\0', '__proto__', 'x'.repeat(3000)), value);
const body = fc.oneof(
  fc.json(),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .record(
      {
        id,
        eventType: fc.oneof(
          fc.constantFrom(
            'connection.connected',
            'company.deleted',
            'read.completed',
            'something.new',
            'ünknown\0',
          ),
          value,
        ),
        payload: fc.oneof(
          fc.record({ id, referenceCompany: fc.oneof(fc.record({ id }), value) }, { requiredKeys: [] }),
          value,
        ),
      },
      { requiredKeys: [] },
    )
    .map((event) => JSON.stringify(event)),
  // Cut off, as by a proxy.
  fc.nat({ max: 150 }).map((at) => eventAbout(randomUUID()).slice(0, at)),
);

test('whatever is signed is kept as it came or refused with a 4xx, and nothing else is written', async () => {
  await fc.assert(
    fc.asyncProperty(body, fc.boolean(), async (text, isOddId) => {
      const messageId = isOddId ? `msg ${randomUUID()}` : `msg_${randomUUID()}`;
      const { headers } = signWebhook(KEY, text, messageId);
      const { status } = await routes.request('/codat', { method: 'POST', headers, body: text });
      expect([202, 400]).toContain(status);
      const kept = await listWebhooks(database.db, [messageId]);
      expect(kept).toHaveLength(status === 202 ? 1 : 0);
      for (const { codatCompanyId } of kept)
        expect(codatCompanyId === null || isUuid(codatCompanyId)).toBe(true);
    }),
    { numRuns: 120 },
  );
});
