// Routes of a company's hosted Link: start, list, pick, manage, end.
import type { Hono } from 'hono';
import { mayUnlink, unlink } from '../domain/connection';
import { isPreview, mayStart } from '../domain/link-settings';
import { type Ctx, type Env, readForm } from '../http/http';
import { findCompany, findConnection, type World } from '../state/world';
import { startFlowOfVisit } from './flow';
import { managePage } from './manage-page';
import { leave, plainPage, visitEndedPage } from './pages';
import { listPage, platformsPage, visitPath } from './visit-pages';
import { finishVisit, pick, startVisit, type VisitScene, type Visits, visitSceneOf } from './visits';

export interface VisitRooms {
  world: World;
  visits: Visits;
}

/** Spends the password here; later steps use an unguessable id, so that refresh and Back work. */
function start({ world, visits }: VisitRooms, c: Ctx): Response | Promise<Response> {
  // A preview of the link must not spend the password.
  if (isPreview(world, c.req.method, c.req.param('companyId') ?? '')) return c.body(null, 200);
  const company = findCompany(world, c.req.param('companyId') ?? '');
  if (!company) return plainPage(c, 'gone');
  if (!mayStart(world, company.otps, c.req.query('link.otp'))) return plainPage(c, 'expired');
  const visit = startVisit(world, visits, company, new URL(c.req.url).searchParams);
  return c.redirect(`/link/visits/${visit.id}`, 303);
}

type Step = (rooms: VisitRooms, c: Ctx, scene: VisitScene) => Response | Promise<Response>;

/** Every step first checks that the visit still exists. */
function step(rooms: VisitRooms, act: Step): (c: Ctx) => Response | Promise<Response> {
  return (c) => {
    const scene = visitSceneOf(rooms.world, rooms.visits, c.req.param('visitId') ?? '');
    if (!scene) return plainPage(c, 'gone');
    return scene.visit.outcome ? visitEndedPage(c, scene.visit.outcome) : act(rooms, c, scene);
  };
}

/** A choice from an outdated page leads back to the present list. */
const pickOne: Step = async ({ world }, c, scene) => {
  const connection = pick(world, scene, (await readForm(c)).get('platform') ?? '');
  if (!connection) return c.redirect(visitPath(scene), 303);
  return c.redirect(`/link/flows/${startFlowOfVisit(world, scene.visit, connection).id}`, 303);
};

const resume: Step = ({ world }, c, scene) => {
  const connection = findConnection(scene.company, c.req.param('connectionId') ?? '');
  if (!connection) return c.redirect(visitPath(scene), 303);
  return c.redirect(`/link/flows/${startFlowOfVisit(world, scene.visit, connection).id}`, 303);
};

const disconnect: Step = ({ world }, c, scene) => {
  const connection = findConnection(scene.company, c.req.param('connectionId') ?? '');
  // A second press has nothing left to do.
  if (connection && mayUnlink(world, scene.company, connection)) unlink(world, scene.company, connection);
  return c.redirect(`${visitPath(scene)}/manage?said=disconnected`, 303);
};

export function mountVisits(app: Hono<Env>, rooms: VisitRooms): void {
  const at = '/link/visits/:visitId';
  const { world, visits } = rooms;
  app.get('/link/company/:companyId', (c) => start(rooms, c));
  app.get(
    at,
    step(rooms, (_, c, scene) => listPage(world, c, scene)),
  );
  app.get(
    `${at}/platforms`,
    step(rooms, (_, c, scene) => platformsPage(world, c, scene)),
  );
  app.get(
    `${at}/manage`,
    step(rooms, (_, c, scene) => managePage(world, c, scene)),
  );
  app.post(`${at}/pick`, step(rooms, pickOne));
  app.post(`${at}/connections/:connectionId/continue`, step(rooms, resume));
  app.post(`${at}/connections/:connectionId/disconnect`, step(rooms, disconnect));
  for (const choice of ['finish', 'leave'] as const) {
    // A second press leads to where the first one led, not to a page that says so.
    app.post(`${at}/${choice}`, (c) => {
      const scene = visitSceneOf(world, visits, c.req.param('visitId'));
      return scene ? leave(c, finishVisit(world, scene, choice)) : plainPage(c, 'gone');
    });
  }
}
