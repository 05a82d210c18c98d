// Endpoints of the client's settings: profile with the redirect, allowed origins of embedded pages.
import { z } from 'zod';
import { type Ctx, json, type Route, readJson } from '../http/http';
import type { World } from '../state/world';

const url = z.string().refine((text) => URL.canParse(text), { message: 'Not an address.' });

const profileBody = z.object({
  name: z.string(),
  redirectUrl: z.string(),
  logoUrl: z.string().optional(),
  iconUrl: z.string().optional(),
  whiteListUrls: z.array(url).default([]),
});

async function putProfile(world: World, c: Ctx): Promise<Response> {
  const { logoUrl, iconUrl, ...rest } = await readJson(c, profileBody);
  world.profile = { ...rest, ...(logoUrl ? { logoUrl } : {}), ...(iconUrl ? { iconUrl } : {}) };
  world.touch();
  return json(world.profile);
}

async function postCors(world: World, c: Ctx): Promise<Response> {
  const { allowedOrigins } = await readJson(c, z.object({ allowedOrigins: z.array(url) }));
  world.allowedOrigins = allowedOrigins;
  world.touch();
  return json({ allowedOrigins });
}

/** The second address is the older one of the same list. */
const CORS = ['/corsSettings', '/connectionManagement/corsSettings'];

export const settingsRoutes: readonly Route[] = [
  { method: 'GET', template: '/profile', handle: (world) => json(world.profile) },
  { method: 'PUT', template: '/profile', handle: putProfile },
  ...CORS.flatMap((template): Route[] => [
    { method: 'GET', template, handle: (world) => json({ allowedOrigins: world.allowedOrigins }) },
    { method: 'POST', template, handle: postCors },
  ]),
];
