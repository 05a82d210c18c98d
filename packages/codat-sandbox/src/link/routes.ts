// Routes of a visit to one provider: one-time start, its steps, the redirect back to the application.
import type { Hono } from 'hono';
import type { Grant } from '../domain/connection';
import { isPreview, mayStart } from '../domain/link-settings';
import type { Organisation } from '../domain/organisations';
import { type Ctx, type Env, readForm } from '../http/http';
import { findCompany, findConnection, type World } from '../state/world';
import { accountsAt } from './bank';
import { choosePage, otherOrganisationPage } from './choose-page';
import { ENDINGS, type FlowScene, finishFlow, type Outcome, sceneOf, startFlow } from './flow';
import { pathOf } from './frame';
import { closePage, downPage, endedPage, leave, offlinePage, plainPage, signInPage } from './pages';
import { refusedTypes } from './permissions';
import { mountVisits } from './visit-routes';
import { keepCompanyVisits } from './visits';

/** Linking starts inside Sage; the link that Codat hands out all the same leads nowhere. */
const SAGE_BANK_FEED = 'olpr';
/** The platforms that tell one legal entity from another when access is given again. */
const TELL_ENTITIES = new Set(['qhyg', 'ndsk', 'akxx', 'knfz']);

/** Spends the password here; later steps use an unguessable id, so that refresh and Back work. */
function start(world: World, c: Ctx): Response | Promise<Response> {
  // A preview of the link must not spend the password.
  if (isPreview(world, c.req.method, c.req.param('companyId') ?? '')) return c.body(null, 200);
  const company = findCompany(world, c.req.param('companyId') ?? '');
  const connection = company && findConnection(company, c.req.param('connectionId') ?? '');
  if (!company || !connection) return plainPage(c, 'gone');
  if (connection.platformKey === SAGE_BANK_FEED) return plainPage(c, 'elsewhere');
  if (!mayStart(world, connection.otps, c.req.query('otp'))) return plainPage(c, 'expired');
  const flow = startFlow(world, company, connection, new URL(c.req.url).searchParams);
  return c.redirect(`/link/flows/${flow.id}`, 303);
}

function depart(c: Ctx, scene: FlowScene, outcome: Outcome): Response | Promise<Response> {
  return scene.flow.isEmbedded ? closePage(c, scene, outcome) : leave(c, outcome.redirect);
}

/** A visit from the hosted list returns there when its connection was deleted. */
function gone(world: World, c: Ctx): Promise<Response> {
  const flow = world.flows.get(c.req.param('flowId') ?? '');
  const isListed = flow?.visitId !== undefined && findCompany(world, flow.companyId) !== undefined;
  return plainPage(c, 'gone', isListed ? `/link/visits/${flow.visitId}` : undefined);
}

type Step = 'first' | 'choose' | 'down';

function show(world: World, c: Ctx, step: Step): Response | Promise<Response> {
  const scene = sceneOf(world, c.req.param('flowId') ?? '');
  if (!scene) return gone(world, c);
  const { outcome, isEmbedded, signedIn } = scene.flow;
  if (outcome) return isEmbedded ? closePage(c, scene, outcome) : endedPage(c, scene, outcome);
  switch (step) {
    case 'down':
      return downPage(c, scene);
    // Two addresses, so that Back leads from the choice to the sign-in.
    case 'choose':
      return signedIn ? choosePage(world, c, scene) : c.redirect(pathOf(scene), 303);
    case 'first':
      return scene.integration.isOfflineConnector ? offlinePage(c, scene) : signInPage(c, scene);
    default:
      return step satisfies never;
  }
}

function signIn(world: World, c: Ctx): Response | Promise<Response> {
  const scene = sceneOf(world, c.req.param('flowId') ?? '');
  if (!scene) return gone(world, c);
  scene.flow.signedIn = true;
  world.touch();
  return c.redirect(`${pathOf(scene)}/choose`, 303);
}

function grantOf(world: World, scene: FlowScene, organisation: Organisation, form: URLSearchParams): Grant {
  const { integration } = scene;
  const refused = refusedTypes(form).filter((type) => integration.readable.includes(type));
  if (integration.sourceType !== 'Banking') return { organisation, refused };
  const ticked = form.getAll('account');
  const names = accountsAt(world, scene, 'en').map(({ name }) => name);
  return { organisation, refused, accounts: names.filter((name) => ticked.includes(name)) };
}

function isOtherEntity({ flow, connection, integration }: FlowScene, chosen: Organisation): boolean {
  const before = connection.info?.organisationId;
  const isAgain = flow.visitId !== undefined && before !== undefined;
  return isAgain && before !== chosen.id && TELL_ENTITIES.has(integration.key);
}

async function authorise(world: World, c: Ctx): Promise<Response> {
  const scene = sceneOf(world, c.req.param('flowId') ?? '');
  if (!scene) return gone(world, c);
  const form = await readForm(c);
  const { flow, organisations, integration } = scene;
  if (flow.outcome) return depart(c, scene, flow.outcome);
  // Authorising needs a sign-in first.
  if (!flow.signedIn) return c.redirect(pathOf(scene), 303);
  const chosen = organisations.find(({ id }) => id === form.get('organisation')) ?? organisations[0];
  const grant = grantOf(world, scene, chosen, form);
  if (integration.sourceType === 'Banking' && grant.accounts?.length === 0) {
    return choosePage(world, c, scene, 'no-account');
  }
  if (isOtherEntity(scene, chosen) && form.get('confirmed') !== 'yes') {
    return otherOrganisationPage(c, scene, chosen, form);
  }
  return depart(c, scene, finishFlow(world, scene, { choice: 'authorise', grant }));
}

export function mountLink(app: Hono<Env>, world: World): void {
  const visits = keepCompanyVisits(world);
  const at = '/link/flows/:flowId';
  app.get('/link/companies/:companyId/connections/:connectionId/start', (c) => start(world, c));
  app.get(at, (c) => show(world, c, 'first'));
  app.get(`${at}/choose`, (c) => show(world, c, 'choose'));
  // Address of a form that was shown again with errors.
  app.get(`${at}/authorise`, (c) => show(world, c, 'choose'));
  app.get(`${at}/down`, (c) => show(world, c, 'down'));
  app.post(`${at}/sign-in`, (c) => signIn(world, c));
  app.post(`${at}/authorise`, (c) => authorise(world, c));
  for (const choice of ENDINGS) {
    app.post(`${at}/${choice}`, (c) => {
      const scene = sceneOf(world, c.req.param('flowId'));
      return scene ? depart(c, scene, finishFlow(world, scene, { choice })) : gone(world, c);
    });
  }
  mountVisits(app, { world, visits });
}
