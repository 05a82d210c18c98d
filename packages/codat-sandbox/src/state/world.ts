// State of one sandbox, with change and event listeners.
import type { z } from 'zod';
import { defaultRedirectUrl } from '../config/config';
import type { Clock } from './clock';
import type { Company, Connection, Profile } from './entities';
import type { DomainEvent, PublishedEvent } from './events';
import { createFaults, type Faults } from './faults';
import type { LinkFlow } from './link-flow';
import { createRequestLog, type RequestLog } from './request-log';
import { createScheduler, type Scheduler } from './scheduler';

/** State of one room, so that snapshot and reset need not know the room. */
export interface StatePart<T = unknown> {
  schema: z.ZodType<T>;
  take(): T;
  apply(state: T): void;
  clear(): void;
  /** Removes everything about one company. */
  forget(companyId: string): void;
}

export interface World {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly url: string;
  readonly appUrl: string;
  /** Address of the mail server, if there is one. */
  readonly smtpUrl: string | undefined;
  /** How long one whole read of a platform takes. */
  readonly syncMs: number;
  readonly companies: Map<string, Company>;
  readonly flows: Map<string, LinkFlow>;
  readonly faults: Faults;
  readonly requests: RequestLog;
  readonly parts: ReadonlyMap<string, StatePart>;
  profile: Profile;
  allowedOrigins: string[];
  /** Notifies change listeners, such as the state file. */
  touch(): void;
  onChange(listener: () => void): void;
  /** Publishes an event; `at` for one that was due earlier than now. */
  emit(event: DomainEvent, at?: number): void;
  onEvent(listener: (event: PublishedEvent) => void): void;
  /** A room's own state, kept and reset with everything else. */
  keep<T>(name: string, part: StatePart<T>): void;
  /** Initial state: no companies, no faults, no clock offset, default profile. */
  reset(): void;
  /** Removes one company and everything that refers to it, without an event. */
  forget(companyId: string): void;
}

/** Renders an event immediately: later changes of the company must not show in it. */
export type Publish = (world: World, event: DomainEvent, at: number) => PublishedEvent;

export interface WorldSettings {
  clock: Clock;
  url: string;
  appUrl: string;
  syncSeconds: number;
  smtpUrl?: string | undefined;
  publish: Publish;
}

function firstProfile(appUrl: string): Profile {
  return { name: 'Sandbox client', redirectUrl: defaultRedirectUrl(appUrl), whiteListUrls: [appUrl] };
}

export function createWorld({ clock, url, appUrl, syncSeconds, smtpUrl, publish }: WorldSettings): World {
  const changeListeners: Array<() => void> = [];
  const eventListeners: Array<(event: PublishedEvent) => void> = [];
  const parts = new Map<string, StatePart>();
  const scheduler = createScheduler(clock);
  const world: World = {
    clock,
    scheduler,
    url,
    appUrl,
    smtpUrl,
    syncMs: syncSeconds * 1000,
    companies: new Map(),
    flows: new Map(),
    faults: createFaults(),
    requests: createRequestLog(),
    parts,
    profile: firstProfile(appUrl),
    allowedOrigins: [new URL(appUrl).origin],
    touch() {
      for (const listener of changeListeners) listener();
    },
    onChange(listener) {
      changeListeners.push(listener);
    },
    emit(event, at = clock.now()) {
      const published = publish(world, event, at);
      for (const listener of eventListeners) listener(published);
      world.touch();
    },
    onEvent(listener) {
      eventListeners.push(listener);
    },
    keep(name, part) {
      // Type-erased: a part only ever receives output of its own schema.
      parts.set(name, part as unknown as StatePart);
    },
    reset() {
      world.companies.clear();
      world.flows.clear();
      world.faults.clear();
      world.requests.clear();
      scheduler.clear();
      for (const part of parts.values()) part.clear();
      clock.setOffset(0);
      world.profile = firstProfile(appUrl);
      world.allowedOrigins = [new URL(appUrl).origin];
      world.touch();
    },
    forget(companyId) {
      const id = companyId.toLowerCase();
      world.companies.delete(id);
      for (const [flowId, flow] of world.flows) if (flow.companyId === id) world.flows.delete(flowId);
      world.faults.forget(id);
      world.requests.forget(id);
      scheduler.forget(id);
      for (const part of parts.values()) part.forget(id);
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
