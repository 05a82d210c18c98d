// Visit to a company's hosted Link: several connections on the way, one outcome.
import { z } from 'zod';
import { CATALOGUE, findIntegration, type Integration } from '../catalogue/catalogue';
import type { SourceType } from '../catalogue/integrations';
import { holdsAccounting, type LinkStatus, startConnection } from '../domain/connection';
import type { RedirectResult } from '../domain/redirect';
import { randomHex } from '../random/ids';
import type { Company, Connection } from '../state/entities';
import { redirectSchema } from '../state/link-flow';
import { findCompany, findConnection, type World } from '../state/world';
import { wayBack } from './redirect-values';

const visitSchema = z.object({
  id: z.string(),
  companyId: z.string(),
  /** The link's own query. */
  query: z.string(),
  outcome: redirectSchema.optional(),
});

export type Visit = z.infer<typeof visitSchema>;
export type Visits = Map<string, Visit>;

export interface VisitScene {
  visit: Visit;
  company: Company;
}

/** Bounds memory: the oldest visits are forgotten first. */
const KEPT = 2000;

export function keepCompanyVisits(world: World): Visits {
  const visits: Visits = new Map();
  world.keep('company-visits', {
    schema: z.array(visitSchema),
    take: () => [...visits.values()],
    apply(kept) {
      for (const visit of kept) visits.set(visit.id, visit);
    },
    clear: () => visits.clear(),
    forget(companyId) {
      for (const [id, visit] of visits) if (visit.companyId === companyId) visits.delete(id);
    },
  });
  return visits;
}

export function startVisit(world: World, visits: Visits, company: Company, query: URLSearchParams): Visit {
  const own = new URLSearchParams([...query].filter(([name]) => name !== 'link.otp'));
  const visit: Visit = { id: randomHex(), companyId: company.id, query: own.toString() };
  visits.set(visit.id, visit);
  const [oldest] = visits.keys();
  if (visits.size > KEPT && oldest) visits.delete(oldest);
  world.touch();
  return visit;
}

/** Undefined when the company is gone meanwhile. */
export function visitSceneOf(world: World, visits: Visits, visitId: string): VisitScene | undefined {
  const visit = visits.get(visitId);
  const company = visit && findCompany(world, visit.companyId);
  return company && { visit, company };
}

/** A bank feed is written to and begins elsewhere; the hosted link offers what can be read. */
export type Offered = Exclude<SourceType, 'BankFeed' | 'Other'>;
export const OFFERED: readonly Offered[] = ['Accounting', 'Banking', 'Commerce'];

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The hosted link shows test platforms unless it is told not to. */
export function platformsFor(visit: Visit, type: Offered | undefined, search: string): Integration[] {
  const hidesSandbox = new URLSearchParams(visit.query).get('link.showSandboxIntegrations') === 'false';
  const words = plain(search).split(/\s+/).filter(Boolean);
  return CATALOGUE.filter(
    ({ name, enabled, sourceType, sandbox }) =>
      enabled &&
      sourceType !== 'BankFeed' &&
      (type === undefined || sourceType === type) &&
      !(sandbox && hidesSandbox) &&
      words.every((word) => plain(name).includes(word)),
  );
}

/** A company holds one active accounting connection, so a second is not offered. */
export function activeAccounting(company: Company): Connection | undefined {
  return company.connections.find((each) => each.status === 'Linked' && holdsAccounting(each));
}

/**
 * The connection for a platform the customer picked: one that is waiting or lost its access is taken up again, so
 * that a second press makes no second connection.
 */
export function pick(
  world: World,
  { visit, company }: VisitScene,
  platformKey: string,
): Connection | undefined {
  const integration = findIntegration(platformKey);
  if (!integration || !platformsFor(visit, undefined, '').includes(integration)) return undefined;
  if (integration.sourceType === 'Accounting' && activeAccounting(company)) return undefined;
  const again = company.connections.findLast(
    (each) => each.platformKey === platformKey && each.status !== 'Linked',
  );
  return again ?? startConnection(world, company, integration);
}

/** The latest that was authorised during this visit and still is. */
export function connectedDuring(world: World, { visit, company }: VisitScene): Connection | undefined {
  const latest = [...world.flows.values()].findLast(
    (flow) =>
      flow.visitId === visit.id &&
      flow.outcome?.status === 200 &&
      findConnection(company, flow.connectionId)?.status === 'Linked',
  );
  return latest && findConnection(company, latest.connectionId);
}

/** A second press changes nothing and leads to where the first one led. */
export function finishVisit(world: World, scene: VisitScene, choice: 'finish' | 'leave'): RedirectResult {
  const { visit, company } = scene;
  if (visit.outcome) return visit.outcome;
  const connection = connectedDuring(world, scene);
  const without: LinkStatus = choice === 'leave' ? 403 : 201;
  const custom = new URLSearchParams(visit.query);
  visit.outcome = wayBack(world, {
    company,
    connection,
    status: connection ? 200 : without,
    custom,
    wantsPerson: custom.get('openId') === 'true',
  });
  world.touch();
  return visit.outcome;
}
