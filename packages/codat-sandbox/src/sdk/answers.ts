// Companies and connections as the embedded modules see them.
import { CATALOGUE, type Integration, integrationOf } from '../catalogue/catalogue';
import { lastSyncOf } from '../domain/sync';
import { filesOf, type StoredFile } from '../files/file-store';
import { ticks } from '../state/clock';
import type { Company, Connection } from '../state/entities';
import type { World } from '../state/world';
import { memoryOf } from './memory';
import type { EmbedConnection, EmbedFile, EmbedIntegration, EmbedSession } from './shapes';

/** QuickBooks Online with its test twin, NetSuite, Sage Intacct: there one login opens several legal entities. */
const TELL_ENTITIES = new Set(['qhyg', 'ndsk', 'akxx', 'knfz']);

function argsOf({ integrationId, key, platformName, sourceId, sourceType }: Integration) {
  return { integrationId, integrationKey: key, platformName, sourceId, sourceType };
}

/** Relative to the origin that served the module. */
const logoOf = ({ key }: Integration) => `/logos/${key}.svg`;

function integrationAnswer(integration: Integration): EmbedIntegration {
  return {
    ...argsOf(integration),
    name: integration.name,
    logoUrl: logoOf(integration),
    isTest: integration.sandbox,
  };
}

/** A visit finished without connecting leaves no error, but shows that the customer is back. */
function visitsWithout(world: World, connection: Connection): number {
  return [...world.flows.values()].filter(
    (flow) => flow.connectionId === connection.id && flow.isEmbedded && flow.outcome?.status === 201,
  ).length;
}

function failuresOf(world: World, connection: Connection) {
  // A 401 is access lost later, not a visit.
  const failed = connection.errors.filter(({ statusCode }) => statusCode !== '401');
  const last = failed.at(-1);
  return {
    failures: failed.length + visitsWithout(world, connection),
    ...(last && last.resolvedAt === undefined ? { lastFailure: Number(last.statusCode) } : {}),
  };
}

/** Undefined while access is for the same legal entity as before, or where it is unknown. */
export function otherEntityOf(world: World, company: Company, connection: Connection) {
  const before = memoryOf(world, company.id).entities[connection.id];
  const now = connection.info;
  if (!before || !now || connection.status !== 'Linked') return undefined;
  if (!TELL_ENTITIES.has(connection.platformKey)) return undefined;
  if (before.organisationId === now.organisationId) return undefined;
  return { before: before.organisationName ?? '', now: now.organisationName ?? '' };
}

export function connectionAnswer(world: World, company: Company, connection: Connection): EmbedConnection {
  const integration = integrationOf(connection);
  const { authorisedAt, info } = connection;
  const first = memoryOf(world, company.id).firstAuthorised[connection.id] ?? authorisedAt;
  const lastSync = lastSyncOf(connection, world.clock.now());
  const otherEntity = otherEntityOf(world, company, connection);
  return {
    ...argsOf(integration),
    connectionId: connection.id,
    name: integration.name,
    logoUrl: logoOf(integration),
    isUpload: integration.isUpload,
    status: connection.status,
    ...(authorisedAt === undefined ? {} : { authorised: ticks(authorisedAt) }),
    ...(first === undefined ? {} : { firstAuthorised: ticks(first) }),
    ...(lastSync === undefined ? {} : { lastSync: ticks(lastSync) }),
    ...(info?.organisationName ? { organisation: info.organisationName } : {}),
    ...failuresOf(world, connection),
    ...(otherEntity ? { otherEntity } : {}),
  };
}

export function fileAnswer({ connectionId, name, bytes }: StoredFile): EmbedFile {
  return { connectionId, name, size: bytes.byteLength };
}

/** A bank feed begins inside the accounting platform, so it is not offered. */
const OFFERED = CATALOGUE.filter(({ enabled, sourceType }) => enabled && sourceType !== 'BankFeed');

export function sessionAnswer(world: World, company: Company): EmbedSession {
  return {
    companyId: company.id,
    companyName: company.name,
    clientName: world.profile.name,
    integrations: OFFERED.map(integrationAnswer),
    connections: company.connections.map((connection) => connectionAnswer(world, company, connection)),
    files: filesOf(world, company.id).map(fileAnswer),
    consents: [...memoryOf(world, company.id).consents],
  };
}
