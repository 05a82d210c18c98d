// Process under test whose transactions lose their backend: it must stay alive and commit nothing of them.
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { connectDatabase } from '../../db/client';

const url = process.argv[2] ?? '';
const admin = postgres(url, { max: 1 });
const raw = postgres(url, { max: 1, backoff: () => 0.05, onnotice: () => {} });
const { db, close } = connectDatabase(url, 'owner');
const outcome: Record<string, string> = {};

const caught = (error: unknown) => (error instanceof Error ? error.name : String(error));
const terminate = async (pid: number | undefined) => {
  await admin`select pg_terminate_backend(${pid ?? 0})`;
  await sleep(300);
};

await admin`create table if not exists kept (who text)`;

outcome.transaction = await db
  .transaction(async (tx) => {
    const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() pid`);
    await tx.execute(sql`insert into kept values ('transaction, before')`);
    await terminate(row?.pid);
    await tx.execute(sql`insert into kept values ('transaction, after')`);
    return 'committed';
  })
  .catch(caught);

// A pool of one connection: other queries queue for it, and get it while the transaction that lost it is still running.
const late = raw
  .begin(async (tx) => {
    const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() pid`;
    const other = raw`select 1`;
    await terminate(row?.pid);
    await other;
    await tx`insert into kept values ('late')`;
    return 'committed';
  })
  .catch(caught);
outcome.late = await late;
await sleep(300);

const reserved = await raw.reserve();
const [own] = await reserved<{ pid: number }[]>`select pg_backend_pid() pid`;
await terminate(own?.pid);
outcome.reserved = await reserved`insert into kept values ('reserved')`.then(() => 'kept', caught);
reserved.release();

const [count] = await db.execute<{ n: number }>(sql`select count(*)::int n from kept`);
outcome.kept = String(count?.n);
outcome.next = String((await raw<{ x: number }[]>`select 1 x`)[0]?.x);
await Promise.all([close(), raw.end({ timeout: 2 }), admin.end({ timeout: 2 })]);
console.log(JSON.stringify(outcome));
