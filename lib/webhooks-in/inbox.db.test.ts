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
  expect(outcomes?.filter((one) => one === 'InboxFull')).toHaveLength(30);
  expect(outcomes?.filter((one) => one === 'kept')).toHaveLength(10);
  expect(outcomes).not.toContain('known');
  for (let count = 0; count < 3; count += 1) {
    expect(await Promise.all(Array.from({ length: 10 }, () => inbox.keep(message())))).toEqual(
      Array(10).fill('kept'),
    );
  }
});

test('a statement that hangs does not hold up a burst', async () => {
  const inbox = createInbox(() => database.db);
  const held = message(10);
  let first: Promise<string> | undefined;
  await database.owner.transaction(async (tx) => {
    await tx.execute(
      sql`insert into webhook_events (id, event_type, body) values (${held.messageId}, 'something.new', '{}')`,
    );
    // The same message waits for that transaction, and with it who came at the same time.
    first = inbox.keep(held);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const burst = await Promise.all(Array.from({ length: 150 }, () => inbox.keep(message(10))));
    expect(new Set(burst)).toEqual(new Set(['kept']));
    expect(await Promise.race([first, Promise.resolve('waits')])).toBe('waits');
  });
  expect(await first).toBe('known');
});
