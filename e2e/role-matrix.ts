// Test fixture of the role matrix: the app's own actions and routes in this process, for the session of a cookie, with a made-up Next request.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { vi } from 'vitest';
import type { ActionState } from '@/lib/action-state';
import {
  ACTION_RIGHTS,
  type ActionName,
  furtherRight,
  PERSON_RIGHTS,
  type PersonActionName,
} from '@/lib/domain/identity/action-rights';
import {
  decideMethod,
  decideRight,
  type IdentificationMethod,
  type Role,
} from '@/lib/domain/identity/authority';
import { rotateKeys } from '@/lib/domain/receipt/receipt-keys';
import type { TestDatabase } from './database';

export const SITE = 'http://localhost:3000';
const ENVIRONMENT = {
  ACCORD_MODE: 'demo',
  CODAT_API_KEY: 'none',
  // No server listens there.
  CODAT_BASE_URL: 'http://127.0.0.1:1',
  NEXTAUTH_SECRET: 's'.repeat(32),
  NEXTAUTH_URL: SITE,
  LOG_LEVEL: 'silent',
  SMTP_URL: 'smtp://127.0.0.1:1',
  MAIL_FROM: 'consent@meridian.example',
};

/** Actions without authentication; each with its reason. */
export const OPEN_ACTIONS: Record<string, string> = {
  signOut: 'ends the session that asks',
  askForLink: 'comes before a session; answers everybody alike',
  spendLink: 'comes before a session; the link is the proof',
  setLocale: 'chooses a language',
  askForHelp: 'anybody may write; bound where somebody is signed in',
  verifyReceipt: 'anybody may check a receipt',
  useShare: 'the secret link is judged, and who made it',
};
/** Actions that exist in the demo only. */
export const DEMO = /^app\/demo\//;
/** Routes without a customer's session; each with its reason. */
export const OPEN_ROUTES = [
  'app/.well-known/authzen-configuration/route.ts',
  'app/.well-known/jwks.json/route.ts',
  'app/api/[...route]/route.ts',
  'app/api/auth/[...nextauth]/route.ts',
  'app/api/auth/backchannel-logout/route.ts',
  'app/api/demo/mail/[mail]/route.ts',
  'app/api/demo/mail/[mail]/[number]/route.ts',
  'app/sign-in/start/route.ts',
  'app/v1/openapi.json/route.ts',
];

/** Routes for the client's systems, with the method of each: an API key opens them, and no session does. */
export const KEY_ROUTES = {
  'app/access/v1/[...route]/route.ts': { method: 'POST', path: '/access/v1/evaluation' },
  'app/v1/decisions/[id]/route.ts': { method: 'GET', path: '/v1/decisions/ev_x' },
} as const;

export type Outcome = 'yes' | 'role' | 'step-up' | 'sign-in' | 'elsewhere' | 'not-found';
export type Action = (previous: ActionState, form: FormData) => Promise<ActionState>;

export interface Subject {
  label: string;
  kind: 'customer' | 'person' | 'staff' | 'nobody';
  role: Role;
  method: IdentificationMethod;
  cookie: string | null;
  userId: string;
}

interface Asking {
  cookie: string | null;
  referer: string | null;
}
const asking: Asking = { cookie: null, referer: null };

/** Sets the session of the requests that follow. @param cookie of a session; null: none */
export function ask(cookie: string | null, referer: string | null = null): void {
  Object.assign(asking, { cookie, referer });
}

const jar = {
  get: (name: string) =>
    name === 'accord.session' && asking.cookie !== null ? { name, value: asking.cookie } : undefined,
  has: (name: string) => jar.get(name) !== undefined,
  set: () => {},
};

/** Translates a sentence into its key, so that a test can tell which one is shown. */
const say = (namespace = '') =>
  Object.assign((key: string) => `${namespace}.${key}`, { has: () => true, raw: () => ({}) });

export function openApp(database: TestDatabase, change: Record<string, string> = {}): void {
  const keys = JSON.stringify(rotateKeys(null, new Date()));
  const environment = { ...ENVIRONMENT, DATABASE_URL: database.url, RECEIPT_SIGNING_KEYS: keys, ...change };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  vi.resetModules();
  vi.doMock('next/headers', () => ({
    cookies: async () => jar,
    headers: async () => new Headers(asking.referer === null ? {} : { referer: `${SITE}${asking.referer}` }),
  }));
  vi.doMock('next-intl/server', () => ({
    getLocale: async () => 'en',
    getFormatter: async () => ({ relativeTime: () => '' }),
  }));
  vi.doMock('@/lib/i18n/translations', () => ({
    getTranslations: async (namespace?: string) => say(namespace),
  }));
  Object.assign(globalThis, {
    accordDatabase: database,
    accordLimiter: undefined,
    accordReadsHub: undefined,
  });
}

export function closeApp(): void {
  vi.doUnmock('next/headers');
  vi.doUnmock('next-intl/server');
  vi.doUnmock('@/lib/i18n/translations');
  vi.unstubAllEnvs();
  vi.resetModules();
  vi.doMock('@/lib/i18n/translations', () => ({
    getTranslations: async (namespace?: string) => say(namespace),
  }));
  Object.assign(globalThis, {
    accordDatabase: undefined,
    accordLimiter: undefined,
    accordReadsHub: undefined,
  });
}

export interface Declared {
  file: string;
  variable: string;
  /** Wrapper function in the source. */
  wrapper: string;
  name: string;
}

const under = (folder: string, ending: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => path.basename(name) === ending)
    .map((name) => path.join(folder, name));

/** Every action of the app, with any wrapper. */
export function listActions(): Declared[] {
  return under('app', 'actions.ts').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^export (?:const|async function|function) (\w+)([^\n]*)/gm)].map(
      ([whole, variable = '', rest = '']) => {
        const [, wrapper = 'none'] = /= (\w+)(?:<[^(]*>)?\(/.exec(rest) ?? [];
        const text = readFileSync(file, 'utf8');
        const [, name = ''] = /\(\s*'(\w+)'/.exec(text.slice(text.indexOf(whole))) ?? [];
        return { file, variable, wrapper, name };
      },
    ),
  );
}

/** Entry of the table for an action. */
export function expectedOf(
  { wrapper, name }: Pick<Declared, 'wrapper' | 'name'>,
  { kind, role, method }: Subject,
  fields: Record<string, string>,
): Outcome {
  if (kind === 'nobody') return 'sign-in';
  if (wrapper === 'staffAction') return kind === 'staff' ? 'yes' : 'not-found';
  if (wrapper === 'customerAction') {
    if (kind !== 'customer') return 'elsewhere';
    const further = furtherRight(name as ActionName, fields);
    const rights = [ACTION_RIGHTS[name as ActionName], ...(further === null ? [] : [further])];
    const verdicts = rights.map((right) => decideRight({ role, identified: { method } }, right));
    return verdicts.find((verdict) => verdict !== 'yes') ?? 'yes';
  }
  if (kind === 'staff' && wrapper === 'personAction') return 'elsewhere';
  return decideMethod(method, PERSON_RIGHTS[name as PersonActionName]) === 'yes' ? 'yes' : 'step-up';
}

export function listRoutes(): string[] {
  return under('app', 'route.ts');
}

export async function load<T>(file: string, name: string): Promise<T> {
  const loaded: Record<string, T> = await import(/* @vite-ignore */ path.resolve(file));
  const found = loaded[name];
  if (found === undefined) throw new Error(`${file} has no ${name}.`);
  return found;
}

/** Outcome of a call. A verb that runs means that the person was admitted, whatever it says about an empty form. */
export async function outcomeOf(work: () => Promise<unknown>): Promise<Outcome> {
  try {
    const answer = await work();
    if (answer instanceof Response) return outcomeOfResponse(answer);
    const message =
      typeof answer === 'object' && answer !== null && 'message' in answer ? String(answer.message) : '';
    return message.startsWith('authority.only.') ? 'role' : 'yes';
  } catch (error) {
    return outcomeOfError(error);
  }
}

function outcomeOfError(error: unknown): Outcome {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : '';
  if (digest.includes('404')) return 'not-found';
  if (!digest.startsWith('NEXT_REDIRECT')) return 'yes';
  return outcomeOfPlace(digest.split(';')[2] ?? '');
}

async function outcomeOfResponse(answer: Response): Promise<Outcome> {
  // A stream would go on.
  await answer.body?.cancel();
  if (answer.status === 401) return 'sign-in';
  if (answer.status === 403) return 'role';
  const place = answer.headers.get('location');
  if (place === null) return 'yes';
  const { pathname, search } = new URL(place, SITE);
  // Uploads return to the page, which says who has the right; with a problem if the files were read.
  if (pathname.includes('/upload/')) return search === '' ? 'role' : 'yes';
  return outcomeOfPlace(`${pathname}${search}`);
}

function outcomeOfPlace(place: string): Outcome {
  if (place.startsWith('/sign-in?error=confirm')) return 'step-up';
  if (place.startsWith('/sign-in?')) return 'sign-in';
  return /^\/(staff|welcome|businesses|acting)\b/.test(place) ? 'elsewhere' : 'yes';
}

/** Target of a redirect. */
export const placeOf = (error: unknown) =>
  error instanceof Error && 'digest' in error ? (String(error.digest).split(';')[2] ?? '') : String(error);

export function print(
  title: string,
  labels: readonly string[],
  rows: readonly { name: string; found: readonly string[] }[],
): void {
  const line = (name: string, cells: readonly string[]) =>
    [name.padEnd(58), ...cells.map((cell) => cell.slice(0, 9).padEnd(10))].join('').trimEnd();
  process.stdout.write(
    `${[line(title, labels), ...rows.map((row) => line(row.name, row.found))].join('\n')}\n`,
  );
}
