// Playwright journeys: webhooks update the record without a page view.
import { listConnections } from '../../../db/queries/connections';
import { ensureCodatCompany } from '../../../lib/company/ensure-codat-company';
import { agree, expect, test } from '../../fixtures';

test('a platform that is connected, and lost, while no page is open', async ({
  control,
  customer: { ctx },
}) => {
  await agree(ctx);
  const companyId = await ensureCodatCompany(ctx);
  const states = async () => (await listConnections(ctx.db, ctx.companyId)).map(({ state }) => state);
  await control.link(companyId, { platformKey: 'gbol', organisation: 'Kestrel Coffee', authorize: true });
  await expect.poll(states).toEqual(['Linked']);
  const [connection] = await control.connectionsOf(ctx);
  await control.deauthorize(companyId, connection?.id ?? '');
  await expect.poll(states).toEqual(['Deauthorized']);
});
