// Owns the table of API routes and what answers beside them: wrong method, unknown path.
import type { Hono } from 'hono';
import { ApiError, byStatus, notFound } from '../wire/errors';
import type { World } from '../world';
import { companyRoutes } from './companies';
import { connectionRoutes } from './connections';
import { dataStatusRoutes } from './data-status';
import { type Env, errorResponse, type Route } from './http';
import { createIdempotency } from './idempotency';
import { integrationRoutes } from './integrations';
import { type PipelineParts, runRoute } from './pipeline';
import { createRateCounter } from './rate';
import { settingsRoutes } from './settings';

const ROUTES: readonly Route[] = [
  ...companyRoutes,
  ...connectionRoutes,
  ...dataStatusRoutes,
  ...integrationRoutes,
  ...settingsRoutes,
];

const ROOTS = [
  '/companies',
  '/integrations',
  '/profile',
  '/corsSettings',
  '/connectionManagement',
  '/webhooks',
];

export function mountApi(app: Hono<Env>, world: World): { forgetReplays(): void } {
  const idempotency = createIdempotency(world.clock);
  const parts: PipelineParts = { world, rate: createRateCounter(world), idempotency };

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
  // Pages and side doors; the routes above have turned theirs into answers already.
  app.onError((error) => {
    if (error instanceof ApiError) return errorResponse(error);
    console.error(error);
    return errorResponse(byStatus(500));
  });
  app.notFound(() => errorResponse(notFound(), parts.rate.count()));
  return { forgetReplays: () => idempotency.clear() };
}
