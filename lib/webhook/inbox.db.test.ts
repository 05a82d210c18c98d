import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/database';
import { createInbox, InboxFull } from './inbox';

const database = useTestDatabase();
const SIZE = 10_000;
const MOST = 10 * SIZE;

const message = (size = SIZE) => ({
  messageId: `msg_${randomUUID()}`,
  eventType: 'something.new',
  codatCompanyId: null,
  body: 'x'.repeat(size),
  requestId: 'r',
});

test('a few long messages fill it as many short ones do; what was taken is kept, and afterwards there is room', async () => {
  const inbox = createInbox(() => database.db, MOST);
  let kept: Promise<PromiseSettledResult<string>[]> | undefined;
  await database.owner.transaction(async (tx) => {
    await tx.execute(sql`lock table webhook_events in access exclusive mode`);
    // The first is under way at once, and waits for the table.
    kept = Promise.allSettled(Array.from({ length: 40 }, () => inbox.keep(message())));
    await expect(inbox.keep(message())).rejects.toBeInstanceOf(InboxFull);
    // Short ones still fit where a long one does not.
    expect(await Promise.race([inbox.keep(message(0)), Promise.resolve('waits')])).toBe('waits');
  });
  const outcomes = (await kept)?.map((one) => (one.status === 'rejected' ? one.reason.name : one.value));
  // Ten wait, and three statements may have taken one each before they met the lock.
  expect(outcomes?.filter((one) => one === 'InboxFull').length).toBeGreaterThanOrEqual(27);
  expect(outcomes?.filter((one) => one === 'kept').length).toBeGreaterThanOrEqual(10);
  expect(outcomes).not.toContain('known');
  for (let count = 0; count < 3; count += 1) {
    expect(await Promise.all(Array.from({ length: 10 }, () => inbox.keep(message())))).toEqual(
      Array(10).fill('kept'),
    );
  }
});
