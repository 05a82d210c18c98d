// Owns the hosted link: one-time start, the steps of a visit, and the way back to the app.
import type { Hono } from 'hono';
import { type Ctx, type Env, readForm } from '../api/http';
import { consumeOtp } from '../domain/otp';
import type { RedirectResult } from '../domain/redirect';
import { findCompany, findConnection, type World } from '../world';
import { type Choice, finishFlow, sceneOf, startFlow } from './flow';
import { choosePage, endedPage, plainPage, signInPage } from './pages';

const CHOICES: readonly Choice[] = ['authorise', 'cancel', 'provider-error', 'not-supported', 'finish'];

/** The password is spent here; what follows hangs on an id nobody can guess, so refresh and Back work. */
function start(world: World, c: Ctx): Response | Promise<Response> {
  // A preview of the link must not spend the password.
  if (c.req.method === 'HEAD') return c.body(null, 200);
  const company = findCompany(world, c.req.param('companyId') ?? '');
  const connection = company && findConnection(company, c.req.param('connectionId') ?? '');
  if (!company || !connection) return plainPage(c, 'gone');
  if (!consumeOtp(connection.otps, c.req.query('otp'), world.clock.now())) return plainPage(c, 'expired');
  world.touch();
  const flow = startFlow(world, company, connection, new URL(c.req.url).searchParams);
  return c.redirect(`/link/flows/${flow.id}`, 303);
}

function company(world: World, c: Ctx): Promise<Response> {
  const found = findCompany(world, c.req.param('companyId') ?? '');
  if (!found) return plainPage(c, 'gone');
  if (!consumeOtp(found.otps, c.req.query('link.otp'), world.clock.now())) return plainPage(c, 'expired');
  world.touch();
  return plainPage(c, 'company');
}

function leave(c: Ctx, result: RedirectResult): Response | Promise<Response> {
  switch (result.kind) {
    case 'redirect':
      return c.redirect(result.location, 303);
    case 'none':
      return plainPage(c, 'success');
    case 'refused':
      return plainPage(c, 'refused');
    default:
      return result satisfies never;
  }
}

function show(world: World, c: Ctx): Response | Promise<Response> {
  const scene = sceneOf(world, c.req.param('flowId') ?? '');
  if (!scene) return plainPage(c, 'gone');
  const redirect = scene.flow.outcome?.redirect;
  if (redirect) return endedPage(c, scene, redirect.kind === 'redirect' ? redirect.location : undefined);
  // Two addresses, so that Back leads from the choice to the sign-in.
  if (c.req.path.endsWith('/choose')) {
    return scene.flow.signedIn ? choosePage(c, scene) : c.redirect(`/link/flows/${scene.flow.id}`, 303);
  }
  return signInPage(c, scene);
}

async function decide(world: World, c: Ctx, choice: Choice): Promise<Response> {
  const scene = sceneOf(world, c.req.param('flowId') ?? '');
  if (!scene) return plainPage(c, 'gone');
  // Nobody can authorise before signing in.
  if (choice === 'authorise' && !scene.flow.signedIn) return c.redirect(`/link/flows/${scene.flow.id}`, 303);
  const organisation = (await readForm(c)).get('organisation') ?? undefined;
  return leave(c, finishFlow(world, scene, choice, organisation));
}

export function mountLink(app: Hono<Env>, world: World): void {
  app.get('/link/companies/:companyId/connections/:connectionId/start', (c) => start(world, c));
  app.get('/link/company/:companyId', (c) => company(world, c));
  app.get('/link/flows/:flowId', (c) => show(world, c));
  app.get('/link/flows/:flowId/choose', (c) => show(world, c));
  app.post('/link/flows/:flowId/sign-in', (c) => {
    const flow = world.flows.get(c.req.param('flowId'));
    if (!flow) return plainPage(c, 'gone');
    flow.signedIn = true;
    return c.redirect(`/link/flows/${flow.id}/choose`, 303);
  });
  for (const choice of CHOICES) app.post(`/link/flows/:flowId/${choice}`, (c) => decide(world, c, choice));
}
