// Endpoints of integrations: the list, one of them, its branding.
import { CATALOGUE, findIntegration, type Integration } from '../catalogue/catalogue';
import { notFound } from '../http/errors';
import { type Ctx, json, type Route, searchOf } from '../http/http';
import type { World } from '../state/world';
import { brandingWire, connectionCounts, INTEGRATION_PROPERTIES, integrationWire } from '../wire/integration';
import { pageOf } from '../wire/page';

function integrationAt(c: Ctx): Integration {
  const integration = findIntegration(c.req.param('platformKey') ?? '');
  if (!integration) throw notFound();
  return integration;
}

function list(world: World, c: Ctx): Response {
  const counts = connectionCounts(world);
  const wire = (integration: Integration) => integrationWire(world, integration, counts.get(integration.key));
  return json(
    pageOf({
      world,
      typeName: 'Integration',
      properties: INTEGRATION_PROPERTIES,
      items: CATALOGUE,
      path: '/integrations',
      search: searchOf(c),
      facts: wire,
      render: wire,
    }),
  );
}

function get(world: World, c: Ctx): Response {
  const integration = integrationAt(c);
  return json(integrationWire(world, integration, connectionCounts(world).get(integration.key)));
}

export const integrationRoutes: readonly Route[] = [
  { method: 'GET', template: '/integrations', handle: list },
  { method: 'GET', template: '/integrations/:platformKey', handle: get },
  {
    method: 'GET',
    template: '/integrations/:platformKey/branding',
    handle: (world, c) => json(brandingWire(world, integrationAt(c))),
  },
];
