// Form actions of the control page. Each ends in a redirect, so that Reload repeats nothing.
import type { Hono } from 'hono';
import { z } from 'zod';
import { type Limits, limitsSchema } from '../../api/limits';
import { DATA_TYPES } from '../../catalogue/data-types';
import { deleteCompany } from '../../domain/company';
import { deleteConnection } from '../../domain/connection';
import { ApiError, notFound } from '../../http/errors';
import { type Ctx, companyOf, connectionOf, type Env, readForm } from '../../http/http';
import { behaviourInput, setBehaviour, toBehaviour } from '../../profile/profile';
import { readFailureSchema } from '../../state/entities';
import { faultSchema } from '../../state/faults';
import type { World } from '../../state/world';
import { findConsumer } from '../../webhooks/consumers';
import { hubOf } from '../../webhooks/hub';
import { modeSchema } from '../../webhooks/mode';
import { resend } from '../../webhooks/sending';
import {
  type ConnectionTarget,
  endVisit,
  failRead,
  finish,
  grantAccess,
  link,
  revokeAccess,
} from '../connection-actions';
import { clockStep, moveClock } from '../move-clock';
import { loadSnapshot, tooLarge } from '../snapshot-routes';
import { effectNamed } from './effects';
import { pathOf, UI } from './frame';

/** Where to go afterwards. */
type Action = (c: Ctx) => string | Promise<string>;

/** Invalid input is reported on the page; any other error is a bug. */
function isRefusal(error: unknown): boolean {
  return error instanceof ApiError || error instanceof z.ZodError;
}

function comingFrom(c: Ctx): string {
  const referer = c.req.header('referer') ?? '';
  const path = URL.canParse(referer) ? new URL(referer).pathname : '';
  return path.startsWith(`${UI}/`) ? path : pathOf('overview');
}

function said(path: string, outcome: 'done' | 'problem'): string {
  return `${path}?said=${outcome}`;
}

/** An empty field counts as absent. */
function numberIn(form: URLSearchParams, name: string): number | undefined {
  const text = form.get(name)?.trim() ?? '';
  return text === '' ? undefined : Number(text);
}

/** Drops absent fields. */
function given<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}

const percentIn = (form: URLSearchParams, name: string) => {
  const share = numberIn(form, name);
  return share === undefined ? undefined : share / 100;
};

function faultActions(world: World): Record<string, Action> {
  return {
    faults: async (c) => {
      const form = await readForm(c);
      const [method, path] = (form.get('call') ?? '*').split(' ');
      const fault = given({
        companyId: form.get('companyId')?.trim() || undefined,
        ...(path === undefined ? {} : { method, path }),
        times: numberIn(form, 'times'),
        rate: percentIn(form, 'share'),
        effect: effectNamed(form.get('effect')),
      });
      world.faults.add(faultSchema.parse(fault));
      return pathOf('overview');
    },
    'faults/clear': () => {
      world.faults.clear();
      return pathOf('overview');
    },
    'faults/:id/remove': (c) => {
      world.faults.remove(c.req.param('id') ?? '');
      return pathOf('overview');
    },
  };
}

const CONNECTION_ACTIONS: Readonly<
  Record<string, (target: ConnectionTarget, form: URLSearchParams) => void>
> = {
  authorize: (target) => void grantAccess(target),
  deauthorize: revokeAccess,
  cancel: (target) => endVisit(target, 403),
  'provider-error': (target) => endVisit(target, 500),
  'finish-sync': finish,
  'fail-type': (target, form) =>
    failRead(
      target,
      z.enum(DATA_TYPES).parse(form.get('dataType')),
      readFailureSchema.parse(form.get('status')),
    ),
  delete: ({ world, company, connection }) => deleteConnection(world, company, connection),
};

function businessActions(world: World): Record<string, Action> {
  const one = 'businesses/:companyId';
  const pull =
    (act: (target: ConnectionTarget, form: URLSearchParams) => void): Action =>
    async (c) => {
      const form = await readForm(c);
      const target = { world, ...connectionOf(world, c) };
      act(target, form);
      return `${UI}/businesses/${target.company.id}`;
    };
  return {
    [`${one}/connections`]: async (c) => {
      const form = await readForm(c);
      const company = companyOf(world, c);
      const connection = link(world, company, form.get('platformKey') ?? '');
      if (form.has('authorize')) grantAccess({ world, company, connection });
      return `${UI}/businesses/${company.id}`;
    },
    ...Object.fromEntries(
      Object.entries(CONNECTION_ACTIONS).map(([name, act]) => [
        `${one}/connections/:connectionId/${name}`,
        pull(act),
      ]),
    ),
    [`${one}/delete`]: (c) => {
      deleteCompany(world, companyOf(world, c));
      return pathOf('businesses');
    },
    [`${one}/forget`]: (c) => {
      world.forget(companyOf(world, c).id);
      return pathOf('businesses');
    },
  };
}

function messageActions(world: World): Record<string, Action> {
  const hub = hubOf(world);
  return {
    'messages/:id/resend': (c) => {
      const message = hub.messageLog.message(c.req.param('id') ?? '');
      const consumer = message && findConsumer(hub, message.consumerId);
      if (!message || !consumer || consumer.disabled) throw notFound();
      resend(hub, message);
      return pathOf('messages');
    },
    'messages/modes': async (c) => {
      const form = await readForm(c);
      const delay = numberIn(form, 'delay');
      const mode = given({
        duplicate: percentIn(form, 'duplicate'),
        drop: percentIn(form, 'drop'),
        delayMs: delay === undefined ? undefined : Math.round(delay * 1000),
        timeLapse: numberIn(form, 'timeLapse'),
        reorder: form.has('reorder') || undefined,
      });
      hub.modes.all = modeSchema.parse(mode);
      world.touch();
      return pathOf('messages');
    },
  };
}

function stateActions(world: World, limits: Limits): Record<string, Action> {
  return {
    clock: async (c) => {
      moveClock(world, clockStep.parse(numberIn(await readForm(c), 'advance')));
      return pathOf('overview');
    },
    profile: async (c) => {
      const form = await readForm(c);
      const wanted = given({ name: form.get('name'), seed: numberIn(form, 'seed') });
      setBehaviour(world, toBehaviour(behaviourInput.parse(wanted)));
      return pathOf('overview');
    },
    limits: async (c) => {
      const form = await readForm(c);
      const names = ['companies', 'dailyCalls'];
      limits.set(
        limitsSchema.parse(given(Object.fromEntries(names.map((name) => [name, numberIn(form, name)])))),
      );
      return pathOf('overview');
    },
    snapshot: async (c) => {
      // A malformed form holds no file.
      const { file } = await c.req.parseBody().catch(() => ({ file: undefined }));
      loadSnapshot(world, file instanceof File ? await file.text() : '');
      return pathOf('state');
    },
    reset: () => {
      world.reset();
      return pathOf('overview');
    },
  };
}

export function mountActions(app: Hono<Env>, world: World, limits: Limits): void {
  app.use(`${UI}/snapshot`, tooLarge);
  const actions = {
    ...stateActions(world, limits),
    ...faultActions(world),
    ...businessActions(world),
    ...messageActions(world),
  };
  for (const [path, act] of Object.entries(actions)) {
    app.post(`${UI}/${path}`, async (c) => {
      try {
        return c.redirect(said(await act(c), 'done'), 303);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        return c.redirect(said(comingFrom(c), 'problem'), 303);
      }
    });
  }
}
