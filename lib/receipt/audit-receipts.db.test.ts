import { expect, test } from 'vitest';
import { insertReceipts, listCompanyReceipts } from '@/db/queries/receipts';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCustomer, makeTools } from '@/e2e/factories';
import { NO_CODAT } from '@/e2e/no-codat';
import { grantConsent } from '../consent/grant-consent';
import { withdrawConsent } from '../consent/withdraw-consent';
import { makeSigningKey } from '../domain/receipt/receipt-keys';
import { auditReceipts } from './audit-receipts';
import { publishedKeys } from './check-receipt-text';
import { readPayload } from './get-receipt';
import { signReceipt } from './sign-receipt';

const database = useTestDatabase();
async function withReceipts() {
  const ctx = await makeCustomer(makeTools(database.db, NO_CODAT));
  await grantConsent(ctx, await grantInput(ctx.db, 'lending', 'fr'));
  await withdrawConsent(ctx, { productId: 'lending', deletion: 'delete' });
  return { ctx, rows: await listCompanyReceipts(ctx.db, ctx.companyId) };
}

test('receipts as they were issued are sound, and one that was slipped in is named', async () => {
  const { ctx, rows } = await withReceipts();
  const [first] = rows;
  if (first === undefined) throw new Error('no receipt');
  expect(rows).toHaveLength(2);
  const before = await auditReceipts(ctx.db, publishedKeys());
  expect(before).toEqual({ receipts: before.receipts, faults: [] });
  expect(before.receipts).toBeGreaterThanOrEqual(2);

  const forged = {
    ...first,
    id: crypto.randomUUID(),
    eventId: crypto.randomUUID(),
    persons: [],
    jws: await signReceipt(readPayload(first.jws), makeSigningKey()),
  };
  const copied = { ...first, id: crypto.randomUUID(), eventId: crypto.randomUUID(), persons: [] };
  // Its own seal: sealed for one row, it opens in no other.
  const moved = { ...copied, id: crypto.randomUUID(), eventId: crypto.randomUUID(), persons: first.persons };
  for (const row of [forged, copied, moved]) await insertReceipts(ctx.db, [row]);
  const after = await auditReceipts(ctx.db, publishedKeys());
  const faults = after.faults.map(({ receiptId, problem }) => [receiptId, problem]);
  expect(faults.sort()).toEqual(
    [
      [forged.id, 'unknown-key'],
      [copied.id, 'event'],
      [moved.id, 'signature'],
    ].sort(),
  );
});
