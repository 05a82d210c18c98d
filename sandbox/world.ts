// Owns the whole state of one running sandbox and tells listeners when it changed.
import type { Clock } from './clock';
import { defaultRedirectUrl } from './config';
import { createFaults, type Faults } from './control/faults';
import { createRequestLog, type RequestLog } from './control/request-log';
import type { Company, Connection, Profile } from './entities';
import type { LinkFlow } from './link/link-flow';

export interface World {
  readonly clock: Clock;
  readonly url: string;
  readonly appUrl: string;
  /** How long one whole read of a platform takes. */
  readonly syncMs: number;
  readonly companies: Map<string, Company>;
  readonly flows: Map<string, LinkFlow>;
  readonly faults: Faults;
  readonly requests: RequestLog;
  profile: Profile;
  allowedOrigins: string[];
  /** Says that something worth keeping changed. */
  touch(): void;
  onChange(listener: () => void): void;
  /** Back to the first second: no companies, no faults, clock in step, default profile. */
  reset(): void;
}

export interface WorldSettings {
  clock: Clock;
  url: string;
  appUrl: string;
  syncSeconds: number;
}

function firstProfile(appUrl: string): Profile {
  return { name: 'Sandbox client', redirectUrl: defaultRedirectUrl(appUrl), whiteListUrls: [appUrl] };
}

export function createWorld({ clock, url, appUrl, syncSeconds }: WorldSettings): World {
  const listeners: Array<() => void> = [];
  const world: World = {
    clock,
    url,
    appUrl,
    syncMs: syncSeconds * 1000,
    companies: new Map(),
    flows: new Map(),
    faults: createFaults(),
    requests: createRequestLog(),
    profile: firstProfile(appUrl),
    allowedOrigins: [new URL(appUrl).origin],
    touch() {
      for (const listener of listeners) listener();
    },
    onChange(listener) {
      listeners.push(listener);
    },
    reset() {
      world.companies.clear();
      world.flows.clear();
      world.faults.clear();
      world.requests.clear();
      clock.setOffset(0);
      world.profile = firstProfile(appUrl);
      world.allowedOrigins = [new URL(appUrl).origin];
      world.touch();
    },
  };
  return world;
}

/** Ids are compared without case, as GUIDs are. */
export function findCompany(world: World, companyId: string): Company | undefined {
  return world.companies.get(companyId.toLowerCase());
}

export function findConnection(company: Company, connectionId: string): Connection | undefined {
  const wanted = connectionId.toLowerCase();
  return company.connections.find((connection) => connection.id === wanted);
}
