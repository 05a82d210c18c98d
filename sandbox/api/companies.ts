// Owns the company endpoints.
import { addCompany, deleteCompany } from '../domain/company';
import type { Company } from '../entities';
import { compileQuery, type Properties } from '../query/filter';
import { parseQuery } from '../query/parse';
import { COMPANY_PROPERTIES, companyFacts, companyWire } from '../wire/company';
import { pageOf, withQueryErrors } from '../wire/page';
import type { World } from '../world';
import { companyBody, companyUpdate, storedName } from './company-body';
import { type Ctx, companyOf, json, type Route, readJson, searchOf } from './http';

async function create(world: World, c: Ctx): Promise<Response> {
  const body = await readJson(c, companyBody);
  const company = addCompany(world, {
    name: storedName(body.name),
    ...(body.description ? { description: body.description } : {}),
    ...(body.tags ? { tags: body.tags } : {}),
  });
  // So that the log can be asked about the company this call made.
  c.set('companyId', company.id);
  return json(companyWire(world, company));
}

/** The tag filter speaks the query language over whatever tags there are. */
function byTags(companies: Company[], filter: string | undefined): Company[] {
  if (!filter) return companies;
  return withQueryErrors('Tags', () => {
    const query = parseQuery(filter);
    const names = new Set(companies.flatMap((company) => Object.keys(company.tags ?? {})));
    for (const name of filter.match(/[A-Za-z0-9_.-]+(?=\s*(?:=|!=|~))/g) ?? []) names.add(name);
    const properties: Properties = Object.fromEntries([...names].map((name) => [name, 'string']));
    const keep = compileQuery(query, properties);
    return companies.filter((company) => keep(company.tags ?? {}));
  });
}

function list(world: World, c: Ctx): Response {
  const search = searchOf(c);
  return json(
    pageOf({
      typeName: 'Company',
      properties: COMPANY_PROPERTIES,
      items: byTags([...world.companies.values()], search.get('tags')?.trim()),
      path: '/companies',
      search,
      facts: (company) => companyFacts(world, company),
      render: (company) => companyWire(world, company),
    }),
  );
}

/** PUT says everything: what it leaves out is gone. */
async function replace(world: World, c: Ctx): Promise<Response> {
  const company = companyOf(world, c);
  const body = await readJson(c, companyBody);
  company.name = storedName(body.name);
  delete company.description;
  delete company.tags;
  if (body.description) company.description = body.description;
  if (body.tags) company.tags = body.tags;
  world.touch();
  return json(companyWire(world, company));
}

/** PATCH says what changes: absent and null leave the field alone. */
async function update(world: World, c: Ctx): Promise<Response> {
  const company = companyOf(world, c);
  const body = await readJson(c, companyUpdate);
  if (body.name != null) company.name = storedName(body.name);
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
