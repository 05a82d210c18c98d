// Endpoint of a company's sync settings: shown whole, changed for the types that are named.
import { z } from 'zod';
import { planAllReads } from '../domain/schedule';
import { setSyncSettings, syncSettingSchema, syncSettingsOf } from '../domain/sync-settings';
import { notValid } from '../http/errors';
import { type Ctx, companyOf, json, type Route, readJson } from '../http/http';
import type { World } from '../state/world';

const body = z.object({
  companyId: z.string().optional(),
  settings: z.array(syncSettingSchema).max(100),
  overridesDefaults: z.boolean().default(true),
});

async function set(world: World, c: Ctx): Promise<Response> {
  const company = companyOf(world, c);
  const { id } = company;
  const { companyId, settings, overridesDefaults } = await readJson(c, body);
  if (companyId !== undefined && companyId.toLowerCase() !== id) {
    throw notValid('companyId', 'The body names another company than the address.');
  }
  setSyncSettings(world, id, overridesDefaults ? settings : undefined);
  planAllReads(world, company);
  return new Response(null, { status: 204 });
}

function get(world: World, c: Ctx): Response {
  const { id } = companyOf(world, c);
  return json({ companyId: id, ...syncSettingsOf(world, id) });
}

const SETTINGS = '/companies/:companyId/syncSettings';

export const syncSettingsRoutes: readonly Route[] = [
  { method: 'GET', template: SETTINGS, handle: get },
  { method: 'POST', template: SETTINGS, handle: set },
];
