// Action wrapper: authenticates, parses the form, calls one verb, maps known errors to a state. One log line each.
import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { z } from 'zod';
import { getTranslations } from '@/lib/i18n/translations';
import { type ActionState, MADE_FOR } from './action-state';
import { getCtx, getPersonCtx, getTools } from './auth/context';
import { findMismatch, renewFrame, returnPlace } from './auth/made-for';
import { getActingStaffCtx, requireActingStaff } from './auth/staff';
import { type Customer, type Person, personIn, requireCustomer, requireViewer } from './auth/viewer';
import { stepUpPlace } from './auth/way-back';
import type { Ctx, PersonCtx, Tools } from './context';
import {
  ACTION_RIGHTS,
  type ActionName,
  furtherRight,
  PERSON_RIGHTS,
  type PersonActionName,
} from './domain/identity/action-rights';
import { decideMethod, decideRight } from './domain/identity/authority';
import { waitOf } from './domain/text/wait';
import { Conflict, LedgerContradiction, NotFound, Precondition, TooMany, Upstream } from './errors';
import { log } from './runtime/log';
import { inRequest } from './runtime/request-scope';
import { takeForm } from './security/form-post';
import { requestIdFrom } from './security/request-id';
import type { ActingStaffCtx } from './staff/context';

type FormSchema<I> = z.ZodType<I>;
type FormAction = (previous: ActionState, form: FormData) => Promise<ActionState>;

/**
 * An action of a person who acts for a business. It refuses a form that was shown for another business or person.
 * @param name for the log
 * @param schema reads the form; an issue's message is a key under `errors.fields`
 * @param run calls one verb and redirects; known errors become sentences, unknown ones reach the error page
 * @param keeps fields that are filled in again after such a refusal; never the consent itself
 */
export function customerAction<I>(
  name: ActionName,
  schema: FormSchema<I>,
  run: (ctx: Ctx, input: I) => Promise<ActionState>,
  keeps: readonly string[] = [],
): FormAction {
  return guarded(
    name,
    schema,
    async (input, page) => run(await getCtx(await requireCustomer(page), page), input),
    async (page, form) => {
      await requireViewer(page);
      const typed = typedIn(form, keeps);
      await turnAway(name, await findMismatch(form.get(MADE_FOR), page, typed));
      return refusal(name, await requireCustomer(page), toObject(form), (customer) =>
        returnPlace(customer, page, typed),
      );
    },
  );
}

/** A form from a page for another business or person has no effect. */
async function turnAway(name: string, place: string | null): Promise<void> {
  if (place === null) return;
  log().info({ event: 'action', action: name, status: 'made-for-another' });
  await renewFrame();
  redirect(place);
}

/**
 * For a person's own sessions: with a business, without one, or as staff. Bound to its page like customers' forms.
 */
export function ownAction<I>(
  name: PersonActionName,
  schema: FormSchema<I>,
  run: (ctx: PersonCtx & { sessionId: string }, input: I) => Promise<ActionState>,
): FormAction {
  return guarded(
    name,
    schema,
    async (input, page) => {
      const { userId, sessionId } = personIn(await requireViewer(page));
      return run({ ...(await getPersonCtx(userId, page)), sessionId }, input);
    },
    async (page, form) => {
      const person = personIn(await requireViewer(page));
      await turnAway(name, await findMismatch(form.get(MADE_FOR), page));
      return admitPerson(name, person, page);
    },
  );
}

/** The same for a person who has no business yet. */
export function personAction<I>(
  name: PersonActionName,
  schema: FormSchema<I>,
  run: (ctx: PersonCtx, input: I) => Promise<ActionState>,
): FormAction {
  return guarded(
    name,
    schema,
    async (input, page) => run(await getPersonCtx((await requirePerson(page)).userId, page), input),
    async (page) => admitPerson(name, await requirePerson(page), page),
  );
}

async function admitPerson(name: PersonActionName, { identified }: Person, page: string): Promise<null> {
  if (decideMethod(identified.method, PERSON_RIGHTS[name]) !== 'yes') redirect(stepUpPlace(page));
  return null;
}

async function requirePerson(page: string): Promise<Person> {
  const viewer = await requireViewer(page);
  if (viewer.kind === 'staff') redirect('/staff');
  return personIn(viewer);
}

/** The reason against an action, checked before its form is read; null when the person may. */
async function refusal(
  name: ActionName,
  customer: Customer,
  form: Record<string, string>,
  back: (customer: Customer) => Promise<string>,
): Promise<ActionState | null> {
  const further = furtherRight(name, form);
  for (const right of [ACTION_RIGHTS[name], ...(further === null ? [] : [further])]) {
    const verdict = decideRight(customer, right);
    if (verdict === 'step-up') redirect(stepUpPlace(await back(customer)));
    if (verdict === 'role')
      return {
        status: 'failed',
        message: (await getTranslations('authority'))(`only.${right}`),
        sent: shortOnes(form),
      };
  }
  return null;
}

/** An action of staff, for a business named in the form: the verb finds it, or throws NotFound. */
export function staffAction<I>(
  name: string,
  schema: FormSchema<I>,
  run: (ctx: ActingStaffCtx, input: I) => Promise<ActionState>,
): FormAction {
  return guarded(
    name,
    schema,
    async (input, page) => run(await getActingStaffCtx(await requireActingStaff(page), page), input),
    async (page) => {
      await requireActingStaff(page);
      return null;
    },
  );
}

/** An action without authentication: its verb checks everything by itself. */
export function publicAction<I>(name: string, schema: FormSchema<I>, run: (input: I) => Promise<void>) {
  return async (form: FormData): Promise<void> => {
    takeForm(form);
    const parsed = schema.safeParse(toObject(form));
    await inRequest(await requestIdOf(), async () => {
      log().info({ event: 'action', action: name, status: parsed.success ? 'ok' : 'invalid' });
      if (parsed.success) await run(parsed.data);
    });
  };
}

/** A public question that is answered on the same page. Nothing of the form is logged. */
export function publicQuestion<S>(name: string, run: (form: FormData) => Promise<S>) {
  return async (_previous: S, form: FormData): Promise<S> => {
    takeForm(form);
    return inRequest(await requestIdOf(), () => {
      log().info({ event: 'action', action: name, status: 'asked' });
      return run(form);
    });
  };
}

/** An action of a person without an account, who holds a secret link: the verb checks the link. */
export function visitorAction<I>(
  name: string,
  schema: FormSchema<I>,
  run: (tools: Tools, input: I) => Promise<ActionState>,
): FormAction {
  return guarded(
    name,
    schema,
    async (input, page) => run(await getTools(page), input),
    async () => null,
  );
}

function guarded<I>(
  name: string,
  schema: FormSchema<I>,
  run: (input: I, page: string) => Promise<ActionState>,
  admit: (page: string, form: FormData) => Promise<ActionState | null>,
): FormAction {
  return async (previous, form) => {
    takeForm(form);
    return inRequest(await requestIdOf(), () => answer(previous, form));
  };

  async function answer(_previous: ActionState, form: FormData): Promise<ActionState> {
    const started = performance.now();
    const line = (status: string) => ({
      event: 'action',
      action: name,
      status,
      ms: Math.round(performance.now() - started),
    });
    // Before the input is parsed: a stranger learns nothing from field errors.
    const page = pageOf(form);
    const refused = await admit(page, form);
    if (refused !== null) {
      log().info(line('not-authorised'));
      return refused;
    }
    const parsed = schema.safeParse(toObject(form));
    if (!parsed.success) {
      log().info(line('invalid'));
      return invalid(parsed.error, shortOnes(toObject(form)));
    }
    try {
      const state = await run(parsed.data, page);
      log().info(line(state.status));
      return state;
    } catch (error) {
      const failed = await explain(error);
      if (failed?.status === 'failed') failed.sent = shortOnes(toObject(form));
      log().info(line(failed !== null ? 'failed' : isRedirect(error) ? 'redirected' : 'crashed'));
      if (failed === null) throw error;
      return failed;
    }
  }
}

async function requestIdOf(): Promise<string> {
  return requestIdFrom(await headers());
}

/** Next redirects by throwing: for an action that is success. */
function isRedirect(error: unknown): boolean {
  return error instanceof Error && 'digest' in error && String(error.digest).startsWith('NEXT_REDIRECT');
}

/** The last value of each field; this site's forms send no files here, and no repeated fields. */
function toObject(form: FormData): Record<string, string> {
  const entries = [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(entries);
}

function typedIn(form: FormData, fields: readonly string[]): Record<string, string> {
  const sent = toObject(form);
  return Object.fromEntries(fields.flatMap((name) => (sent[name] ? [[name, sent[name]]] : [])));
}

/** Values to fill a form in again; no secrets, and no text longer than a field accepts. */
function shortOnes(sent: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(sent).filter(
      ([name, value]) => !name.startsWith('$') && name !== 'token' && value.length <= 2000,
    ),
  );
}

/** The page of the form, by its own claim: used to return after signing in, and stored in the record as a claim. */
function pageOf(form: FormData): string {
  const page = form.get('page');
  return typeof page === 'string' && /^\/[a-z0-9/-]{0,200}$/.test(page) ? page : '/home';
}

async function invalid(error: z.ZodError, sent: Record<string, string>): Promise<ActionState> {
  const t = await getTranslations('errors.fields');
  const fields: Record<string, string> = {};
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? '');
    const key = issue.message as Parameters<typeof t>[0];
    fields[field] ??= t.has(key) ? t(key) : t('unreadable');
  }
  return { status: 'invalid', fields, sent };
}

/** The sentence for an expected error; null for all others, redirects included. */
async function explain(error: unknown): Promise<ActionState | null> {
  const t = await getTranslations('errors.actions');
  const failed = (key: Parameters<typeof t>[0], values?: Record<string, string | number>): ActionState => ({
    status: 'failed',
    message: t(key, values),
  });
  if (error instanceof NotFound) return failed('not-found');
  if (error instanceof Conflict || error instanceof LedgerContradiction) return failed(error.code);
  if (error instanceof Precondition) return failed(error.code, error.detail);
  if (error instanceof TooMany) return failed('too-many', { ...waitOf(error.retryAfterSeconds) });
  if (!(error instanceof Upstream)) return null;
  if (error.kind === 'busy') return failed('codat-busy', { ...waitOf(error.retryAfterSeconds ?? 60) });
  // A retry would not help: Codat's answer would be the same.
  if (['refused', 'limit', 'invalid', 'not-found'].includes(error.kind)) return failed('codat-refused');
  return failed('codat-failed');
}
