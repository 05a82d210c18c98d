// Owns a world without a server for tests: a clock that only moves when told, and a list of what was told to listeners.
import { findIntegration, integrationOf } from '../catalogue';
import { createClock } from '../clock';
import { followAgenda } from '../due';
import type { Company, Connection } from '../entities';
import { keepBehaviour } from '../profile/profile';
import { createWorld, type World } from '../world';
import { addCompany } from './company';
import { authorise, type Grant, recordFailure, startConnection } from './connection';

import { organisationsOf } from './organisations';
import { keepSyncSettings } from './sync-settings';

export const START = Date.UTC(2026, 0, 1, 12);
export const DAY_MS = 24 * 60 * 60 * 1000;

export interface Heard {
  type: string;
  at: number;
  payload: {
    connection?: object;
    dataTypes?: { dataType: string; status: string; recordsModified: boolean }[];
  };
}

export interface SmallWorld {
  world: World;
  company: Company;
  heard: Heard[];
  /** Kinds of events since the last time this was asked. */
  news(): string[];
  advance(ms: number): void;
  connect(platformKey: string): Connection;
  fail(connection: Connection): void;
  agree(connection: Connection, grant?: Omit<Grant, 'organisation'>): 200 | 500;
}

export function smallWorld(syncSeconds = 100, base: () => number = () => START): SmallWorld {
  const clock = createClock(base);
  const world = createWorld({ clock, url: 'http://127.0.0.1:1', appUrl: 'http://127.0.0.1:2', syncSeconds });
  followAgenda(world);
  keepSyncSettings(world);
  keepBehaviour(world, { name: 'lenient' });
  const company = addCompany(world, { name: 'Kestrel' });
  const heard: Heard[] = [];
  let told = 0;
  world.onEvent(({ type, at, body }) => heard.push({ type, at, payload: JSON.parse(body).payload }));
  return {
    world,
    company,
    heard,
    news() {
      const fresh = heard.slice(told).map(({ type }) => type);
      told = heard.length;
      return fresh;
    },
    advance(ms) {
      clock.advance(ms);
      world.agenda.runDue();
    },
    connect(platformKey) {
      const integration = findIntegration(platformKey);
      if (!integration) throw new Error(`The catalogue has no platform ${platformKey}.`);
      return startConnection(world, company, integration);
    },
    fail: (connection) => recordFailure(world, company, connection, 403),
    agree(connection, grant = {}) {
      const [organisation] = organisationsOf(company, integrationOf(connection));
      return authorise(world, company, connection, { organisation, ...grant });
    },
  };
}
