// Visit to one provider: started by a one-time link or the hosted list, ended by exactly one outcome.
import { type Integration, integrationOf } from '../catalogue/catalogue';
import { authorise, type Grant, type LinkStatus, recordFailure } from '../domain/connection';
import { type Organisation, organisationsOf } from '../domain/organisations';
import type { RedirectResult } from '../domain/redirect';
import { randomHex } from '../random/ids';
import type { Company, Connection } from '../state/entities';
import type { LinkFlow } from '../state/link-flow';
import { findCompany, findConnection, type World } from '../state/world';
import { wayBack } from './redirect-values';
import type { Visit } from './visits';

/** Everything a page of the flow needs; undefined when the connection is gone meanwhile. */
export interface FlowScene {
  flow: LinkFlow;
  company: Company;
  connection: Connection;
  integration: Integration;
  organisations: [Organisation, ...Organisation[]];
}

/** Bounds memory: the oldest visits are forgotten first. */
const KEPT = 2000;
const OWN_PARAMETERS = /^(otp|openId|link\..*)$/;

function remember(world: World, flow: LinkFlow): LinkFlow {
  world.flows.set(flow.id, flow);
  const [oldest] = world.flows.keys();
  if (world.flows.size > KEPT && oldest) world.flows.delete(oldest);
  world.touch();
  return flow;
}

export function startFlow(
  world: World,
  company: Company,
  connection: Connection,
  query: URLSearchParams,
): LinkFlow {
  return remember(world, {
    id: randomHex(),
    companyId: company.id,
    connectionId: connection.id,
    custom: new URLSearchParams([...query].filter(([name]) => !OWN_PARAMETERS.test(name))),
    signedIn: false,
    ...(query.get('link.embedded') === 'true' ? { isEmbedded: true } : {}),
    ...(query.get('openId') === 'true' ? { wantsPerson: true } : {}),
  });
}

/** From the hosted list of the whole company, and back to it. */
export function startFlowOfVisit(world: World, visit: Visit, connection: Connection): LinkFlow {
  return remember(world, {
    id: randomHex(),
    companyId: visit.companyId,
    connectionId: connection.id,
    custom: new URLSearchParams(),
    signedIn: false,
    visitId: visit.id,
  });
}

export function sceneOf(world: World, flowId: string): FlowScene | undefined {
  const flow = world.flows.get(flowId);
  const company = flow && findCompany(world, flow.companyId);
  const connection = company && findConnection(company, flow.connectionId);
  if (!flow || !company || !connection) return undefined;
  const integration = integrationOf(connection);
  return { flow, company, connection, integration, organisations: organisationsOf(company, integration) };
}

/** Button that the customer pressed, and with «Authorise» the choices. */
export type Answer = { choice: Ending } | { choice: 'authorise'; grant: Grant };

export const ENDINGS = ['cancel', 'provider-error', 'not-supported', 'finish'] as const;
export type Ending = (typeof ENDINGS)[number];

function statusOf(world: World, { company, connection }: FlowScene, answer: Answer): LinkStatus {
  if (answer.choice === 'authorise') return authorise(world, company, connection, answer.grant);
  const ending: Ending = answer.choice;
  switch (ending) {
    case 'cancel':
      recordFailure(world, company, connection, 403);
      return 403;
    case 'provider-error':
      recordFailure(world, company, connection, 500);
      return 500;
    case 'not-supported':
      recordFailure(world, company, connection, 501);
      return 501;
    case 'finish':
      return 201;
    default:
      return ending satisfies never;
  }
}

function endOf(world: World, { flow, company, connection }: FlowScene, status: LinkStatus): RedirectResult {
  if (flow.visitId !== undefined) {
    return { kind: 'redirect', location: `/link/visits/${flow.visitId}?said=${status}` };
  }
  if (flow.isEmbedded) return { kind: 'none' };
  const wantsPerson = flow.wantsPerson ?? false;
  return wayBack(world, { company, connection, status, custom: flow.custom, wantsPerson });
}

export type Outcome = NonNullable<LinkFlow['outcome']>;

/** A second press of any button changes nothing and leads to where the first one led. */
export function finishFlow(world: World, scene: FlowScene, answer: Answer): Outcome {
  const { flow } = scene;
  if (!flow.outcome) {
    const status = statusOf(world, scene, answer);
    flow.outcome = { status, redirect: endOf(world, scene, status) };
    world.touch();
  }
  return flow.outcome;
}
