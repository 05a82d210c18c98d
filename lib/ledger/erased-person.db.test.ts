// Erasure by key destruction: no row reveals the person, and every proof still verifies.
import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { removeMemberships } from '@/db/queries/companies';
import { listEvents } from '@/db/queries/consents';
import { eraseNamesOf, erasePeople } from '@/db/queries/erasure';
import { listCompanyReceipts } from '@/db/queries/receipts';
import { personKeys } from '@/db/schema/people';
import { useTestDatabase } from '@/e2e/database';
import { CONTROLLER, grantInput, ISSUER, identified, makeTools } from '@/e2e/factories';
import { NO_CODAT } from '@/e2e/no-codat';
import { textOf } from '@/e2e/text-of';
import { createBusiness } from '../company/create-business';
import { recordSignIn } from '../company/record-sign-in';
import { grantConsent } from '../consent/grant-consent';
import { withdrawConsent } from '../consent/withdraw-consent';
import type { Ctx } from '../context';
import { auditReceipts } from '../receipt/audit-receipts';
import { publishedKeys } from '../receipt/check-receipt-text';
import { getReceipt } from '../receipt/get-receipt';
import { listOwnReceipts } from '../receipt/list-receipts';
import { getStaffBusiness } from '../staff/get-business';
import { exportLedger } from './export-ledger';
import { verifyLedger } from './verify-ledger';

const database = useTestDatabase();

interface Person {
  name: string;
  email: string;
  network: string;
  agent: string;
  reason: string;
}

const GONE: Person = {
  name: 'Zéphyrine Quillfeather',
  email: 'zephyrine@quillfeather.example',
  network: '198.51.100.0',
  agent: 'Quillbrowser/77',
  reason: 'because of my divorce',
};
const STAYS: Person = {
  name: 'Barnaby Thistlewood',
  email: 'barnaby@thistlewood.example',
  network: '203.0.113.0',
  agent: 'Thistlebrowser/12',
  reason: 'because of the merger',
};

/** Agreed and withdrew. */
async function act({ name, email, network, agent, reason }: Person): Promise<Ctx> {
  const tools = makeTools(database.db, NO_CODAT);
  const signIn = { issuer: ISSUER, subject: crypto.randomUUID(), name, email, role: 'owner' as const };
  const { userId } = await recordSignIn(tools.db, { ...signIn, businessId: null, businessName: null });
  const { companyId } = await createBusiness({ ...tools, userId }, { name: 'Kestrel Coffee' });
  const ctx: Ctx = {
    ...tools,
    companyId,
    actor: { kind: 'customer', userId, name, role: 'owner', identified: identified(tools.now) },
    request: { ...tools.request, ipTruncated: network, userAgent: agent },
  };
  await grantConsent(ctx, await grantInput(ctx.db, 'lending', 'en', CONTROLLER));
  await withdrawConsent(ctx, { productId: 'lending', deletion: 'keep', reason });
  return ctx;
}

/** Every row of every table, with base64 decoded. */
async function dump(): Promise<string> {
  const tables = await database.owner.execute<{ name: string }>(
    sql`select c.oid::regclass::text as name from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`,
  );
  const rows: string[] = [];
  for (const { name } of tables)
    for (const { row } of await database.owner.execute<{ row: string }>(
      sql`select row_to_json(t)::text as row from ${sql.raw(name)} t`,
    ))
      rows.push(row);
  const text = rows.join('\n');
  const encoded = text.match(/[\w+/-]{24,}/g) ?? [];
  return [text, ...encoded.map((part) => Buffer.from(part, 'base64url').toString('utf8'))].join('\n');
}

const readable = async ({ name, email, network, agent, reason }: Person) => {
  const text = await dump();
  return [name, email, network, agent, reason].filter((each) => text.includes(each));
};

test('of a person whose key is destroyed nothing is readable, and all proofs stay sound', async () => {
  const [gone, stays] = [await act(GONE), await act(STAYS)];
  const before = await verifyLedger(database.url, publishedKeys());
  expect(before.faults).toEqual([]);
  // Encrypted already: identities stand outside the ledger only.
  expect(await readable(STAYS)).toEqual([STAYS.name, STAYS.email]);

  await removeMemberships(database.db, gone.companyId);
  await erasePeople(database.db, [gone.actor.userId]);
  await eraseNamesOf(database.db, gone.companyId);
  const destroyed = await database.owner
    .delete(personKeys)
    .where(eq(personKeys.personId, gone.actor.userId))
    .returning();
  expect(destroyed).toHaveLength(1);
  expect(await readable(GONE)).toEqual([]);

  expect(await verifyLedger(database.url, publishedKeys())).toEqual(before);
  expect(await auditReceipts(database.db, publishedKeys())).toEqual({ receipts: 4, faults: [] });
  const staff = { db: database.db, now: new Date(), auditView: async () => {} };
  for (const { companyId } of [gone, stays])
    expect((await getStaffBusiness(staff, companyId)).faults).toEqual([]);

  const [yes, end] = (await listEvents(database.db, gone.companyId)).map(({ body }) => body);
  expect(yes?.entity).toEqual({ kind: 'customer', user_id: gone.actor.userId, name: '', role: 'owner' });
  expect([end?.change.reason, end?.collection.ip_truncated, end?.collection.user_agent]).toEqual([
    null,
    null,
    null,
  ]);
  expect((await listOwnReceipts(gone, 'lending')).items).toEqual([]);
  const [receipt] = await listCompanyReceipts(database.db, gone.companyId);
  expect(await getReceipt(database.db, gone.companyId, receipt?.id ?? '')).toBeNull();
  const exported = await textOf(exportLedger(database.db, gone.companyId, new Date()));
  expect(exported).not.toContain(GONE.name);
  expect(exported).toContain('"chain":"sound"');

  const [theirs] = (await listEvents(database.db, stays.companyId)).map(({ body }) => body);
  expect(theirs?.entity).toMatchObject({ name: STAYS.name });
  expect((await listOwnReceipts(stays, 'lending')).items).toHaveLength(2);
});
