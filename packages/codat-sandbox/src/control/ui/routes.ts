// Routes of the control page.
import type { Hono } from 'hono';
import type { Limits } from '../../api/limits';
import { type Env, json } from '../../http/http';
import { takeSnapshot } from '../../state/snapshot';
import type { World } from '../../state/world';
import { browserGuard } from '../browser-guard';
import { mountActions } from './actions';
import { businessPage } from './business';
import { businessesPage } from './businesses';
import { callsPage } from './calls';
import { pathOf, SHEET_PATH, UI } from './frame';
import { messagesPage } from './messages';
import { overviewPage } from './overview';
import { resetPage, statePage } from './state';
import { SHEET } from './style';

export function mountUi(app: Hono<Env>, world: World, limits: Limits): void {
  // Forms act at once, so the application may not post here either.
  app.use(`${UI}/*`, browserGuard([]));
  app.get(UI, (c) => c.redirect(pathOf('overview'), 308));
  app.get(pathOf('overview'), (c) => overviewPage(world, limits.values, c));
  app.get(SHEET_PATH, (c) => c.body(SHEET, 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.get(pathOf('businesses'), (c) => businessesPage(world, c));
  app.get(`${UI}/businesses/:companyId`, (c) => businessPage(world, c));
  app.get(pathOf('calls'), (c) => callsPage(world, c));
  app.get(pathOf('messages'), (c) => messagesPage(world, c));
  app.get(pathOf('state'), (c) => statePage(c));
  app.get(`${UI}/reset`, (c) => resetPage(world, c));
  app.get(`${UI}/snapshot.json`, () => json(takeSnapshot(world)));
  mountActions(app, world, limits);
}
