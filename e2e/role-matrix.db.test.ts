// Role matrix as a test: every action and route, as each role, through the real wrapper or guard and the real reading of sessions.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { upsertMembership } from '@/db/queries/companies';
import { listEvents } from '@/db/queries/consents';
import { updateUser } from '@/db/queries/users';
import { jobs } from '@/db/schema/work';
import { IDLE, MADE_FOR } from '@/lib/action-state';
import { grantConsent } from '@/lib/consent/grant-consent';
import type { Ctx } from '@/lib/context';
import { bindPage } from '@/lib/domain/crypto/page-binding';
import { ACTION_RIGHTS, PERSON_RIGHTS, ROUTE_RIGHTS } from '@/lib/domain/identity/action-rights';
import { decideRight, type IdentificationMethod, ROLES } from '@/lib/domain/identity/authority';
import { useTestDatabase } from './database';
import { grantInput, makeCustomer, makePerson, makeSession, makeStaff, makeTools } from './factories';
import { NO_CODAT } from './no-codat';
import {
  type Action,
  ask,
  closeApp,
  DEMO,
  type Declared,
  expectedOf,
  KEY_ROUTES,
  listActions,
  listRoutes,
  load,
  OPEN_ACTIONS,
  OPEN_ROUTES,
  type Outcome,
  openApp,
  outcomeOf,
  placeOf,
  print,
  type Subject,
} from './role-matrix';

const SECRET = 's'.repeat(32);
const database = useTestDatabase();
const subjects: Subject[] = [];
let business: Ctx;

beforeAll(async () => {
  const sessionOf = (id: string) => makeSession(database.db, id, null);
  const tools = makeTools(database.db, NO_CODAT);
  business = await makeCustomer(tools);
  await grantConsent(business, await grantInput(database.db));
  for (const role of ROLES) {
    const { userId } = role === 'owner' ? business.actor : await makePerson(tools);
    await upsertMembership(database.db, business.companyId, userId, role);
    for (const method of ['issuer', 'mail-link'] as const) {
      const cookie = await makeSession(database.db, userId, business.companyId, { method });
      const label = method === 'issuer' ? role : '…link';
      subjects.push({ label, kind: 'customer', role, method, cookie, userId });
    }
  }
  const { userId } = await makePerson(tools);
  const staffId = await makeStaff(database.db);
  const rest = { role: 'viewer', method: 'issuer' } as const;
  subjects.push(
    { ...rest, label: 'person', kind: 'person', cookie: await sessionOf(userId), userId },
    { ...rest, label: 'staff', kind: 'staff', cookie: await sessionOf(staffId), userId: staffId },
    { ...rest, label: 'nobody', kind: 'nobody', cookie: null, userId: staffId },
  );
  openApp(database);
});
afterAll(closeApp);

const madeFor = ({ kind, userId }: Subject) =>
  kind === 'customer' ? bindPage(SECRET, { companyId: business.companyId, userId }) : '';

function formOf(subject: Subject, fields: Record<string, string>): FormData {
  const form = new FormData();
  const all = { page: '/home', [MADE_FOR]: madeFor(subject), ...fields };
  for (const [name, value] of Object.entries(all)) if (value !== '') form.set(name, value);
  return form;
}

interface Row {
  name: string;
  expected: Outcome[];
  found: Outcome[];
}

/** Runs an action with fields that no verb accepts: an admitted person is told that fields are missing. */
async function run(declared: Declared, action: Action, fields: Record<string, string> = {}): Promise<Row> {
  const found: Outcome[] = [];
  for (const subject of subjects) {
    ask(subject.cookie);
    found.push(await outcomeOf(() => action(IDLE, formOf(subject, fields))));
  }
  const name = `${declared.name}${fields.deletion === undefined ? '' : ' (delete)'}`;
  return { name, found, expected: subjects.map((subject) => expectedOf(declared, subject, fields)) };
}

const differences = (rows: readonly Row[]) =>
  rows.flatMap(({ name, expected, found }) =>
    subjects.flatMap(({ label, method }, at) =>
      found[at] === expected[at]
        ? []
        : [`${name} by ${label} (${method}): ${found[at]}, not ${expected[at]}`],
    ),
  );

test('every action admits exactly the roles that the table names', async () => {
  const all = listActions();
  const isOpen = ({ name, file }: Declared) => name in OPEN_ACTIONS || DEMO.test(file);
  const asked = all.filter((each) => !isOpen(each));
  expect(asked.map(({ name }) => name).sort()).toEqual(
    [...Object.keys(ACTION_RIGHTS), ...Object.keys(PERSON_RIGHTS), 'actOnRequest'].sort(),
  );
  const rows: Row[] = [];
  for (const each of asked) {
    const action = await load<Action>(each.file, each.variable);
    rows.push(await run(each, action));
    if (each.name === 'withdrawConsent') rows.push(await run(each, action, { deletion: 'delete' }));
  }
  print(
    'action',
    subjects.map(({ label }) => label),
    rows,
  );
  expect(differences(rows)).toEqual([]);
  // The ledger is unchanged: all forms were empty.
  expect(await listEvents(business.db, business.companyId)).toHaveLength(1);
});

test('an action that forgets to ask is found', async () => {
  const declared = { file: '', variable: '', wrapper: 'customerAction', name: 'answerConsent' };
  const found = differences([await run(declared, async () => IDLE)]);
  expect(found).toContain('answerConsent by viewer (issuer): yes, not role');
  expect(found).toContain('answerConsent by …link (mail-link): yes, not step-up');
  expect(found).toContain('answerConsent by nobody (issuer): yes, not sign-in');
  const { visitorAction } = await import('@/lib/action');
  const { z } = await import('zod');
  const open = visitorAction('answerConsent', z.object({ never: z.string() }), async () => IDLE);
  expect(differences([await run(declared, open)]).length).toBe(found.length);
});

test('a form that was made for another business or person, or says nothing of it, is carried out by no action', async () => {
  const owner = ownerBy('issuer');
  const other = { companyId: crypto.randomUUID(), userId: crypto.randomUUID() };
  const { companyId } = business;
  const userId = owner?.userId ?? '';
  const foreign = [{ ...other, userId }, { ...other, companyId }, other].map((made) =>
    bindPage(SECRET, made),
  );
  const bound = listActions().filter(({ wrapper }) => /^(customer|own)Action$/.test(wrapper));
  expect(bound.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['passOn', 'reportLink', 'endSession']),
  );
  ask(owner?.cookie ?? null);
  for (const { file, variable } of bound) {
    const action = await load<Action>(file, variable);
    for (const made of [...foreign, `${bindPage('another secret', { companyId, userId })}`, 'x', undefined]) {
      const form = new FormData();
      form.set('page', '/home');
      if (made !== undefined) form.set(MADE_FOR, made);
      const place = placeOf(await action(IDLE, form).catch((error: unknown) => error));
      expect(place, `${variable} with ${made}`).toMatch(/^\/acting\?form=/);
    }
  }
});

const PARAMS = { product: 'business-insights', source: 'accounting', id: 'business-insights' };

test('a route for systems is opened by no session, whatever its role', async () => {
  for (const [file, { method, path }] of Object.entries(KEY_ROUTES)) {
    const handle = await load<(request: Request) => Promise<Response>>(file, method);
    for (const subject of subjects) {
      ask(subject.cookie);
      const headers = { 'content-type': 'application/json', cookie: `accord.session=${subject.cookie}` };
      const request = new Request(`http://localhost:3000${path}`, { method, headers });
      expect([file, subject.label, (await handle(request)).status]).toEqual([file, subject.label, 401]);
    }
  }
});

test('every route admits exactly the roles that the table names', async () => {
  const files = listRoutes().filter(
    (file) => !OPEN_ROUTES.includes(file) && !Object.hasOwn(KEY_ROUTES, file),
  );
  const folderOf = (file: string) =>
    file.replace(/^app/, '').replace('/(customer)', '').replace('/route.ts', '');
  const staffRoute = '/staff/businesses/[id]/export';
  expect(files.map(folderOf).sort()).toEqual([...Object.keys(ROUTE_RIGHTS), staffRoute].sort());
  const rows: Row[] = [];
  for (const file of files) {
    const folder = folderOf(file);
    const isUpload = folder.startsWith('/api/uploads');
    const isRead = folder.startsWith('/api/reads');
    const method = isUpload ? 'POST' : 'GET';
    type Handle = (request: Request, context: object) => Promise<Response>;
    const handle = await load<Handle>(file, method);
    const params = { ...PARAMS, receipt: crypto.randomUUID() };
    const found: Outcome[] = [];
    for (const subject of subjects) {
      ask(subject.cookie);
      const query = new URLSearchParams({ product: PARAMS.product, [MADE_FOR]: madeFor(subject) });
      const url = `http://localhost:3000${folder}?${query}`;
      const request = new Request(url, {
        method,
        // Larger than the limit: an admitted upload is refused before it is read.
        headers: {
          origin: 'http://localhost:3000',
          host: 'localhost:3000',
          'content-length': '999999999999',
        },
      });
      const id = folder === staffRoute ? business.companyId : PARAMS.id;
      found.push(await outcomeOf(() => handle(request, { params: Promise.resolve({ ...params, id }) })));
    }
    const expected = subjects.map(({ kind, role, method: by }): Outcome => {
      if (folder === staffRoute)
        return kind === 'staff' ? 'yes' : kind === 'nobody' ? 'sign-in' : 'not-found';
      if (kind !== 'customer') return isRead || kind === 'nobody' ? 'sign-in' : 'elsewhere';
      const right = ROUTE_RIGHTS[folder as keyof typeof ROUTE_RIGHTS];
      // An upload returns to its page, which gives the reason.
      return decideRight({ role, identified: { method: by } }, right) === 'yes' ? 'yes' : 'role';
    });
    rows.push({ name: folder, found, expected });
  }
  print(
    'address',
    subjects.map(({ label }) => label),
    rows,
  );
  expect(differences(rows)).toEqual([]);
});

const ownerBy = (method: IdentificationMethod) =>
  subjects.find((each) => each.role === 'owner' && each.method === method && each.kind === 'customer');

test('agreeing after a magic link leads to the service and back to the very page, with the typed values where they are kept', async () => {
  const subject = ownerBy('mail-link');
  if (subject === undefined) throw new Error('There is an owner with a link.');
  const agree = await load<Action>(
    'app/(customer)/products/[product]/consent/actions.ts',
    'answerConsentAction',
  );
  const page = '/products/business-insights/consent';
  ask(subject.cookie, `${page}?from=home`);
  const place = placeOf(
    await agree(IDLE, formOf(subject, { page, answer: 'agree' })).catch((error: unknown) => error),
  );
  expect(place).toBe(`/sign-in?${new URLSearchParams({ error: 'confirm', next: `${page}?from=home` })}`);
  // A form that is filled in again after a refusal is also filled in again after sign-in; an agreement never is.
  const missing = '/products/business-insights/missing';
  const request = await load<Action>(
    'app/(customer)/products/[product]/missing/actions.ts',
    'requestPlatformAction',
  );
  ask(subject.cookie, missing);
  const sent = formOf(subject, { page: missing, kind: 'Accounting', note: 'We use an old one' });
  const back = placeOf(await request(IDLE, sent).catch((error: unknown) => error));
  const next = new URL(back, 'http://localhost').searchParams.get('next') ?? '';
  expect(next.startsWith(`${missing}?kept=`)).toBe(true);
  const { typedBefore } = await import('@/lib/auth/made-for');
  const kept = new URL(next, 'http://localhost').searchParams.get('kept');
  expect(typedBefore(kept, missing, subject.userId)).toMatchObject({ note: 'We use an old one' });
  // Values that are too long for an address are left out, and the way back is kept.
  const long = formOf(subject, { page: missing, kind: 'Accounting', note: 'x'.repeat(1500) });
  const short = placeOf(await request(IDLE, long).catch((error: unknown) => error));
  expect(new URL(short, 'http://localhost').searchParams.get('next')).toBe(missing);
});

test.each([
  ['off', { SIGN_IN_LINK: 'off' }],
  ['not set', {}],
  ['on, without letters', { SIGN_IN_LINK: 'on', SMTP_URL: 'none' }],
])(
  'the switch of links, %s: nothing is taken, and the answer is the same for every address',
  async (_, change) => {
    closeApp();
    openApp(database, change);
    ask(null);
    const known = `${crypto.randomUUID()}@kestrel.example`;
    const { userId } = await makePerson(makeTools(database.db, NO_CODAT));
    await updateUser(database.db, userId, { email: known, isEmailVerified: true, isSignedIn: true });
    const enqueued = () => database.db.$count(jobs);
    const before = await enqueued();
    type Question = (form: FormData) => Promise<void>;
    const askFor = await load<Question>('app/sign-in/actions.ts', 'askForLinkAction');
    const spend = await load<Question>('app/sign-in/actions.ts', 'spendLinkAction');
    const answers = new Set<string>();
    for (const email of [known, `${crypto.randomUUID()}@nobody.example`, 'no address']) {
      const form = new FormData();
      form.set('email', email);
      answers.add(placeOf(await askFor(form).catch((error: unknown) => error)));
    }
    const token = new FormData();
    token.set('token', 'x'.repeat(43));
    answers.add(placeOf(await spend(token).catch((error: unknown) => error)));
    expect([...answers]).toEqual(['/sign-in']);
    expect(await enqueued()).toBe(before);
  },
);
