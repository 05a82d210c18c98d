// Companies on the wire: absent keys instead of nulls, a fresh one-time link in every answer.

import { linkSettings } from '../domain/link-settings';
import { mintOtp, otpLifeMs } from '../domain/otp';
import { companyLastSync } from '../domain/sync';
import { isStrict } from '../profile/profile';
import type { Properties } from '../query/filter';
import { ticks } from '../state/clock';
import type { Company } from '../state/entities';
import type { World } from '../state/world';
import { CONNECTION_PROPERTIES, connectionFacts, connectionWire } from './connection';

export const COMPANY_PROPERTIES: Properties = {
  id: 'string',
  name: 'string',
  description: 'string',
  platform: 'string',
  created: 'date',
  lastSync: 'date',
  products: 'string',
  ...Object.fromEntries(
    Object.entries(CONNECTION_PROPERTIES).map(([name, kind]) => [`dataConnections.${name}`, kind]),
  ),
};

function facts(world: World, company: Company) {
  const lastSync = companyLastSync(company, world.clock.now());
  return {
    id: company.id,
    name: company.name,
    description: company.description ?? '',
    created: ticks(company.createdAt),
    ...(lastSync === undefined ? {} : { lastSync: ticks(lastSync) }),
    ...(company.products.length === 0 && isStrict(world, 'optional-left-out', company.id)
      ? {}
      : { products: company.products }),
  };
}

export function companyFacts(world: World, company: Company) {
  const dataConnections = company.connections.map((connection) => connectionFacts(world, connection));
  return { ...facts(world, company), platform: '', dataConnections };
}

/** Fields without content that the service sends in some answers; null is one of the few it knows. */
const EMPTY = { createdByUserName: null, referenceSubsidiaryCompanies: [] };

/** The company by itself, as events show it: without its connections and without a password in the link. */
export function companyRecord(world: World, company: Company) {
  const { tags } = company;
  return {
    ...facts(world, company),
    redirect: `${world.url}/link/company/${company.id}`,
    ...(tags && Object.keys(tags).length > 0 ? { tags } : {}),
    ...(isStrict(world, 'optional-left-out', company.id) ? {} : EMPTY),
  };
}

export function companyWire(world: World, company: Company) {
  const record = companyRecord(world, company);
  const isOneTime = linkSettings(world).oneTimeLinks;
  const otp = isOneTime ? `?link.otp=${mintOtp(company.otps, world.clock.now(), otpLifeMs())}` : '';
  return {
    ...record,
    redirect: `${record.redirect}${otp}`,
    // Old field that the live service still sends.
    platform: '',
    dataConnections: company.connections.map((connection) => connectionWire(world, company, connection)),
    ...(isStrict(world, 'optional-left-out', company.id) ? {} : { ownerUserIds: [] }),
  };
}
