// Fixture without a server: a clock that only moves when told, and the list of emitted events.

import { findIntegration, integrationOf } from '../src/catalogue/catalogue';
import { addCompany } from '../src/domain/company';
import { authorise, type Grant, recordFailure, startConnection } from '../src/domain/connection';
import { organisationsOf } from '../src/domain/organisations';
import { keepSyncSettings } from '../src/domain/sync-settings';
import { handleTasks } from '../src/domain/task-handlers';
import { keepBehaviour } from '../src/profile/profile';
import { createClock } from '../src/state/clock';
import type { Company, Connection } from '../src/state/entities';
import { createWorld, type World } from '../src/state/world';
import { publish } from '../src/wire/events';

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
  const world = createWorld({
    publish,
    clock,
    url: 'http://127.0.0.1:1',
    appUrl: 'http://127.0.0.1:2',
    syncSeconds,
  });
  handleTasks(world);
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
      world.scheduler.runDue();
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
