// State overview of the control API. Reading it mints no one-time links.
import { integrationOf } from '../catalogue/catalogue';
import { accessEndsAt } from '../domain/connection';
import { readsOf } from '../domain/sync';
import { behaviourOf } from '../profile/profile';
import type { Company, Connection, TypeRead } from '../state/entities';
import { findCompany, type World } from '../state/world';

const NEWEST = 100;

export interface ReadCounts {
  complete: number;
  failed: number;
  total: number;
}

/** The latest read of every type ever begun. */
function readCounts(connection: Connection, now: number): ReadCounts {
  const latest = new Map<string, TypeRead>();
  for (const sync of connection.syncs) {
    for (const { dataType, read } of readsOf(connection, sync, now)) latest.set(dataType, read);
  }
  const ended = [...latest.values()].filter(({ completedAt }) => completedAt !== undefined);
  const complete = ended.filter(({ status }) => status === 'Complete').length;
  return { complete, failed: ended.length - complete, total: latest.size };
}

const iso = (ms: number) => new Date(ms).toISOString();

export function connectionState(world: World, company: Company, connection: Connection) {
  const integration = integrationOf(connection);
  const expiresAt = connection.status === 'Linked' ? accessEndsAt(world, company, connection) : undefined;
  return {
    id: connection.id,
    platformKey: connection.platformKey,
    platformName: integration.platformName,
    sourceType: integration.sourceType,
    status: connection.status,
    ...(connection.info?.organisationName ? { organisationName: connection.info.organisationName } : {}),
    createdAt: iso(connection.createdAt),
    ...(connection.authorisedAt === undefined ? {} : { linkedAt: iso(connection.authorisedAt) }),
    ...(expiresAt === undefined ? {} : { expiresAt: iso(expiresAt) }),
    reads: readCounts(connection, world.clock.now()),
  };
}

export function companyState(world: World, company: Company) {
  return {
    id: company.id,
    name: company.name,
    ...(company.description ? { description: company.description } : {}),
    createdAt: iso(company.createdAt),
    products: company.products,
    connections: company.connections.map((connection) => connectionState(world, company, connection)),
  };
}

export type CompanyState = ReturnType<typeof companyState>;

/** Newest first, at most 100. */
export function newestCompanies(
  world: World,
  isWanted: (company: Company) => boolean = () => true,
): CompanyState[] {
  const wanted = [...world.companies.values()].filter(isWanted);
  return wanted
    .slice(-NEWEST)
    .reverse()
    .map((company) => companyState(world, company));
}

export function stateOf(world: World, companyId?: string) {
  const one = companyId === undefined ? undefined : findCompany(world, companyId);
  return {
    now: iso(world.clock.now()),
    offsetMs: world.clock.offsetMs,
    profile: behaviourOf(world),
    syncMs: world.syncMs,
    totalCompanies: world.companies.size,
    companies:
      companyId === undefined ? newestCompanies(world) : newestCompanies(world, (company) => company === one),
    faults: world.faults.list(),
  };
}
