// Endpoints of companies.
import { addCompany, deleteCompany } from '../domain/company';
import { startConnection } from '../domain/connection';
import { bodyOf, type Ctx, companyOf, json, type Route, readJson, searchOf } from '../http/http';
import { compileTags } from '../query/filter';
import { parseQuery } from '../query/parse';
import type { World } from '../state/world';
import { COMPANY_PROPERTIES, companyFacts, companyWire } from '../wire/company';
import { oneTimeLink } from '../wire/connection';
import { pageOf, withQueryErrors } from '../wire/page';
import {
  companyBody,
  companyUpdate,
  namedPlatform,
  namedProducts,
  newCompanyBody,
  storedName,
} from './company-body';

async function create(world: World, c: Ctx): Promise<Response> {
  const body = await readJson(c, newCompanyBody);
  const name = storedName(world, body.name);
  const products = namedProducts(body.products ?? []);
  const platform = body.platformType ? namedPlatform(body.platformType) : undefined;
  const company = addCompany(world, {
    name,
    products,
    ...(body.description ? { description: body.description } : {}),
    ...(body.tags ? { tags: body.tags } : {}),
  });
  // Lets the request log be filtered by the company that this call created.
  c.set('companyId', company.id);
  if (!platform) return json(companyWire(world, company));
  const connection = startConnection(world, company, platform);
  // The older form redirects to the start of the connection, the newer one to that of the company.
  const start = { platform: platform.platformName, redirect: oneTimeLink(world, company, connection) };
  return json({ ...companyWire(world, company), ...start });
}

function list(world: World, c: Ctx): Response {
  const search = searchOf(c);
  const tags = search.get('tags')?.trim();
  const companies = [...world.companies.values()];
  const fits = tags ? withQueryErrors('Tags', () => compileTags(parseQuery(tags))) : () => true;
  return json(
    pageOf({
      world,
      typeName: 'Company',
      properties: COMPANY_PROPERTIES,
      items: companies.filter((company) => fits(company.tags ?? {})),
      path: '/companies',
      search,
      facts: (company) => companyFacts(world, company),
      render: (company) => companyWire(world, company),
    }),
  );
}

/** PUT replaces: absent fields are removed. */
async function replace(world: World, c: Ctx): Promise<Response> {
  const company = companyOf(world, c);
  const body = await readJson(c, companyBody);
  company.name = storedName(world, body.name, company.id);
  delete company.description;
  delete company.tags;
  if (body.description) company.description = body.description;
  if (body.tags) company.tags = body.tags;
  world.touch();
  return json(companyWire(world, company));
}

/** PATCH updates: absent and null leave a field unchanged. */
async function update(world: World, c: Ctx): Promise<Response> {
  const company = companyOf(world, c);
  // An empty body changes nothing.
  const body = (await bodyOf(c)).trim() === '' ? {} : await readJson(c, companyUpdate);
  if (body.name != null) company.name = storedName(world, body.name, company.id);
  if (body.description != null) company.description = body.description;
  if (body.tags != null) company.tags = body.tags;
  world.touch();
  return json(companyWire(world, company));
}

function remove(world: World, c: Ctx): Response {
  deleteCompany(world, companyOf(world, c));
  return new Response(null, { status: 204 });
}

export const companyRoutes: readonly Route[] = [
  { method: 'POST', template: '/companies', handle: create },
  { method: 'GET', template: '/companies', handle: list },
  {
    method: 'GET',
    template: '/companies/:companyId',
    handle: (w, c) => json(companyWire(w, companyOf(w, c))),
  },
  { method: 'PUT', template: '/companies/:companyId', handle: replace },
  { method: 'PATCH', template: '/companies/:companyId', handle: update },
  { method: 'DELETE', template: '/companies/:companyId', handle: remove },
];
