// Test of the registration at the sandbox: a new run replaces what an earlier one left.
import { createCompany, createConnection, startForTest } from 'codat-sandbox/testing';
import { expect, test } from 'vitest';
import { makeCodat } from '@/e2e/factories';
import { startReceiver } from '@/e2e/receiver';
import { createWebhookReader } from '@/lib/codat/webhook';
import { getCodatRedirect, listCodatConsumers } from '../lib/codat/client-settings';
import { introduceApp } from '../scripts/stack-codat';

test('customers return to the present address of the app, which has one webhook consumer, with the secret that it knows', async () => {
  const sandbox = await startForTest({ syncSeconds: 0 });
  const receiver = await startReceiver();
  const port = Number(new URL(receiver.url).port);
  try {
    for (const each of [port + 1, port, port]) {
      await introduceApp(sandbox.config, `http://localhost:${each}`, each);
    }
    const codat = makeCodat(sandbox);
    const consumers = await listCodatConsumers(codat);
    expect(consumers.map(({ url }) => url)).toEqual([`http://127.0.0.1:${port}/api/webhooks/codat`]);
    expect(await getCodatRedirect(codat)).toMatch(
      new RegExp(`^http://localhost:${port}/connect/return\\?.*state=\\{state\\}`),
    );

    const company = await createCompany(sandbox);
    const { id } = await createConnection(sandbox, company.id);
    await sandbox.call('POST', `/_sandbox/companies/${company.id}/connections/${id}/authorize`, { body: {} });
    await expect.poll(() => receiver.received.length).toBeGreaterThan(0);
    const read = createWebhookReader([sandbox.config.webhookSecret]);
    for (const { text, headers } of receiver.received) {
      const { buffer } = new TextEncoder().encode(text);
      const reading = read(buffer, { get: (name) => String(headers[name] ?? '') || null });
      expect(reading).toMatchObject({ ok: true, message: { codatCompanyId: company.id } });
    }
  } finally {
    await receiver.close();
    await sandbox.close();
  }
});
