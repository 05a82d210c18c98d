// Connections on the wire. Every answer mints a fresh one-time link, as Codat does; events carry none.
import { integrationOf } from '../catalogue/catalogue';
import { linkSettings } from '../domain/link-settings';
import { mintOtp, otpLifeMs } from '../domain/otp';
import { lastSyncOf } from '../domain/sync';
import { isStrict } from '../profile/profile';
import type { Properties } from '../query/filter';
import { seconds, ticks } from '../state/clock';
import type { Company, Connection } from '../state/entities';
import type { World } from '../state/world';

export const CONNECTION_PROPERTIES: Properties = {
  id: 'string',
  integrationId: 'string',
  integrationKey: 'string',
  sourceId: 'string',
  sourceType: 'string',
  platformName: 'string',
  status: 'string',
  created: 'date',
  lastSync: 'date',
};

/** Properties that a query can name; evaluating them mints no links. */
export function connectionFacts(world: World, connection: Connection) {
  const integration = integrationOf(connection);
  const lastSync = lastSyncOf(connection, world.clock.now());
  return {
    id: connection.id,
    integrationId: integration.integrationId,
    integrationKey: integration.key,
    sourceId: integration.sourceId,
    sourceType: integration.sourceType,
    platformName: integration.platformName,
    status: connection.status,
    created: seconds(connection.createdAt),
    ...(lastSync === undefined ? {} : { lastSync: ticks(lastSync) }),
  };
}

function startUrl(world: World, company: Company, connection: Connection): string {
  return `${world.url}/link/companies/${company.id}/connections/${connection.id}/start`;
}

/** A link good for one visit, unless the client has it otherwise. */
export function oneTimeLink(world: World, company: Company, connection: Connection): string {
  if (!linkSettings(world).oneTimeLinks) return startUrl(world, company, connection);
  const otp = mintOtp(connection.otps, world.clock.now(), otpLifeMs(connection.platformKey));
  world.touch();
  return `${startUrl(world, company, connection)}?otp=${otp}`;
}

/** As in events: a message that may wait for hours carries no one-time password. */
export function connectionRecord(world: World, company: Company, connection: Connection) {
  const dataConnectionErrors = connection.errors.map(({ erroredAt, resolvedAt, ...error }) => ({
    ...error,
    erroredOnUtc: ticks(erroredAt),
    status: resolvedAt === undefined ? 'Active' : 'Resolved',
    ...(resolvedAt === undefined ? {} : { resolvedOnUtc: ticks(resolvedAt) }),
  }));
  const isBare = dataConnectionErrors.length === 0 && isStrict(world, 'optional-left-out', company.id);
  const isMute = connection.isNamed !== true && isStrict(world, 'no-connection-info', company.id);
  return {
    ...connectionFacts(world, connection),
    linkUrl: startUrl(world, company, connection),
    ...(isBare ? {} : { dataConnectionErrors }),
    ...(isMute || connection.info === undefined ? {} : { connectionInfo: connection.info }),
  };
}

export function connectionWire(world: World, company: Company, connection: Connection) {
  return {
    ...connectionRecord(world, company, connection),
    linkUrl: oneTimeLink(world, company, connection),
  };
}
