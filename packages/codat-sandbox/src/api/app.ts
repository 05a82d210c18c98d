// Route table of the platform API, with the answers to a wrong method and an unknown path.
import type { Hono } from 'hono';
import { keepSyncSettings } from '../domain/sync-settings';
import { keepBytes } from '../files/take-file';
import { ApiError, byStatus, notFound } from '../http/errors';
import { type Env, errorResponse, type Route } from '../http/http';
import type { World } from '../state/world';
import { accessTokenRoutes } from './access-token';
import { companyRoutes } from './companies';
import { connectionRoutes } from './connections';
import { dataRoutes } from './data';
import { dataStatusRoutes } from './data-status';
import { fileRoutes, UPLOAD_TEMPLATE } from './files';
import { createIdempotency } from './idempotency';
import { integrationRoutes } from './integrations';
import type { Limits } from './limits';
import { type PipelineParts, runRoute } from './pipeline';
import { productRoutes } from './products';
import { rateHeaders } from './rate';
import { refreshRoutes } from './refresh';
import { settingsRoutes } from './settings';
import { syncSettingsRoutes } from './sync-settings';
import { webhookRoutes } from './webhooks';

/** Every route of the API; a test fails for one without a conformance case. */
export const ROUTES: readonly Route[] = [
  ...accessTokenRoutes,
  ...companyRoutes,
  ...connectionRoutes,
  ...dataRoutes,
  ...dataStatusRoutes,
  ...fileRoutes,
  ...integrationRoutes,
  ...productRoutes,
  ...refreshRoutes,
  ...settingsRoutes,
  ...syncSettingsRoutes,
  ...webhookRoutes,
];

const ROOTS = [
  '/companies',
  '/integrations',
  '/profile',
  '/corsSettings',
  '/connectionManagement',
  '/webhooks',
];

export function mountApi(app: Hono<Env>, world: World, limits: Limits): void {
  keepSyncSettings(world);
  const parts: PipelineParts = { world, limits, idempotency: createIdempotency(world) };

  app.use(UPLOAD_TEMPLATE, keepBytes);
  for (const route of ROUTES) app.on(route.method, route.template, (c) => runRoute(parts, c, route));

  for (const template of new Set(ROUTES.map((route) => route.template))) {
    const allow = ROUTES.filter((route) => route.template === template).map((route) => route.method);
    app.all(template, async (c) => {
      const refuse: Route = {
        method: 'GET',
        template,
        handle: () => errorResponse(byStatus(405), { allow: allow.join(', ') }),
      };
      return runRoute(parts, c, refuse);
    });
  }
  for (const root of ROOTS) {
    const unknown: Route = { method: 'GET', template: '*', handle: () => errorResponse(notFound()) };
    app.all(root, (c) => runRoute(parts, c, unknown));
    app.all(`${root}/*`, (c) => runRoute(parts, c, unknown));
  }
  // Pages and the control API; the routes above have turned theirs into answers already.
  app.onError((error) => {
    if (error instanceof ApiError) return errorResponse(error);
    console.error(error);
    return errorResponse(byStatus(500));
  });
  app.notFound(() => errorResponse(notFound(), rateHeaders(limits.count())));
}
