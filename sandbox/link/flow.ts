// Owns one customer's visit to a provider: begun by a one-time link, ended by exactly one outcome.
import { type Integration, integrationOf } from '../catalogue';
import { authorise, type LinkStatus, REDIRECT_MESSAGES, recordFailure } from '../domain/connection';
import { type Organisation, organisationsOf } from '../domain/organisations';
import { buildRedirect, type RedirectResult } from '../domain/redirect';
import type { Company, Connection } from '../entities';
import { guidFrom, randomHex } from '../ids';
import { findCompany, findConnection, type World } from '../world';
import type { LinkFlow } from './link-flow';

/** Everything a page of the flow needs; undefined when the connection is gone meanwhile. */
export interface FlowScene {
  flow: LinkFlow;
  company: Company;
  connection: Connection;
  integration: Integration;
  organisations: [Organisation, ...Organisation[]];
}

/** Oldest visits are forgotten first; nobody is that many pages behind. */
const KEPT = 2000;
const OWN_PARAMETERS = /^(otp|link\..*)$/;

export function startFlow(
  world: World,
  company: Company,
  connection: Connection,
  query: URLSearchParams,
): LinkFlow {
  const custom = new URLSearchParams([...query].filter(([name]) => !OWN_PARAMETERS.test(name)));
  const flow: LinkFlow = {
    id: randomHex(),
    companyId: company.id,
    connectionId: connection.id,
    custom,
    signedIn: false,
  };
  world.flows.set(flow.id, flow);
  const [oldest] = world.flows.keys();
  if (world.flows.size > KEPT && oldest) world.flows.delete(oldest);
  return flow;
}

export function sceneOf(world: World, flowId: string): FlowScene | undefined {
  const flow = world.flows.get(flowId);
  const company = flow && findCompany(world, flow.companyId);
  const connection = company && findConnection(company, flow.connectionId);
  if (!flow || !company || !connection) return undefined;
  const integration = integrationOf(connection);
  return { flow, company, connection, integration, organisations: organisationsOf(company, integration) };
}

/** What the customer pressed. */
export type Choice = 'authorise' | 'cancel' | 'provider-error' | 'not-supported' | 'finish';

function statusOf(
  world: World,
  scene: FlowScene,
  choice: Choice,
  organisationId: string | undefined,
): LinkStatus {
  const { company, connection, organisations } = scene;
  switch (choice) {
    case 'authorise': {
      const chosen = organisations.find(({ id }) => id === organisationId) ?? organisations[0];
      return authorise(world, company, connection, { organisation: chosen });
    }
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
      return choice satisfies never;
  }
}

function redirectFor(
  world: World,
  { flow, company, connection, integration }: FlowScene,
  status: LinkStatus,
) {
  const reserved = {
    clientId: guidFrom('client'),
    // Finishing without connecting has no connection to speak of.
    connectionId: status === 201 ? '' : connection.id,
    companyId: company.id,
    integrationId: integration.integrationId,
    sourceId: integration.sourceId,
    platform: integration.key,
    platformName: integration.platformName,
    sourceType: integration.sourceType,
    statusCode: String(status),
    errorMessage: REDIRECT_MESSAGES[status],
    statusText: connection.errors.at(-1)?.statusText ?? '',
    'data.company.companyName': connection.info?.organisationName ?? '',
  };
  if (status === 200 || status === 201) reserved.statusText = '';
  return buildRedirect(world.profile.redirectUrl, reserved, flow.custom, world.profile.whiteListUrls);
}

/** A second press of any button changes nothing and leads to where the first one led. */
export function finishFlow(
  world: World,
  scene: FlowScene,
  choice: Choice,
  organisationId?: string,
): RedirectResult {
  const { flow } = scene;
  if (!flow.outcome) {
    const status = statusOf(world, scene, choice, organisationId);
    flow.outcome = { status, redirect: redirectFor(world, scene, status) };
    world.touch();
  }
  return flow.outcome.redirect;
}
