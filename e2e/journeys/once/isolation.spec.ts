// Playwright journeys: isolation. Every page and form is tried without a session and with another business's session.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { APIRequestContext, Page } from '@playwright/test';
import {
  agree,
  type Control,
  expect,
  ledgerOf,
  type SignedIn,
  setSession,
  signIn,
  signInPerson,
  test,
} from '../../fixtures';
import { ROUTES } from '../../routes';
import { WORDS } from '../../words';

const APP = fileURLToPath(new URL('../../../app/', import.meta.url));
const SECRET_NAME = 'Kestrel Secret Coffee';

test('the census knows every page', () => {
  const found = readdirSync(APP, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('page.tsx'),
  );
  expect(ROUTES.map((route) => route.file).sort()).toEqual(found.sort());
});

test('every page sends a stranger to sign in, and gives nothing', async ({ request }) => {
  const cookies = ['', 'accord.session=not-a-session-of-anybody', `accord.session=${crypto.randomUUID()}`];
  for (const { path } of ROUTES.filter(({ access }) => access !== 'public')) {
    for (const cookie of cookies) {
      const response = await request.get(path, {
        maxRedirects: 0,
        headers: { cookie, 'accept-language': 'en' },
      });
      const body = await response.text();
      // A streamed page can redirect inside its first bytes; either way it holds nothing of a business.
      expect([200, 307], path).toContain(response.status());
      if (response.status() === 307) expect(response.headers().location, path).toContain('/sign-in?');
      else expect(body, path).toContain('/sign-in?');
      expect(body, path).not.toMatch(/<main[^>]*>[\s\S]*<h1/);
    }
  }
});

/** A business with an agreement and a connection, so that every page has data that could leak. */
async function connected(control: Control, { ctx }: SignedIn): Promise<void> {
  await agree(ctx);
  await control.connected(ctx, 'gbol');
}

test('another business sees its own pages and nothing of this one', async ({
  request,
  context,
  stack,
  control,
}) => {
  await connected(control, await signIn(stack, context, SECRET_NAME));
  const { token } = await signIn(stack, context, 'Another Ltd');
  for (const { path } of ROUTES) {
    const response = await request.get(path, { headers: { cookie: `accord.session=${token}` } });
    const html = await response.text();
    // A not-found page is drawn from the data behind it.
    expect(html.includes('<h1') || html.includes('\\"h1\\"'), path).toBe(true);
    expect(html.includes(SECRET_NAME), path).toBe(false);
    expect(/<h[1-6][^>]*>(?:(?!<\/h)[\s\S])*Xero/.test(html), path).toBe(false);
  }
});

test('staff pages are not found for a customer, nor for a person without a business', async ({
  context,
  page,
  stack,
}) => {
  const staffPages = ROUTES.filter((route) => route.access === 'staff');
  for (const becomeSomebody of [() => signIn(stack, context), () => signInPerson(stack, context)]) {
    await becomeSomebody();
    for (const route of staffPages) {
      const response = await page.request.get(route.path, { maxRedirects: 0 });
      expect(response.status(), route.path).toBe(404);
      expect(await response.text()).not.toContain(WORDS.en.staff.readOnly);
    }
  }
});

interface SentForm {
  path: string;
  fields: Record<string, string>;
}

/** Every form of the app on a page, with what pressing its first button would send. */
async function formsOf(page: Page, path: string): Promise<SentForm[]> {
  const html = await (await page.request.get(path)).text();
  return page.evaluate(
    ([source, at]) => {
      const parsed = new DOMParser().parseFromString(source ?? '', 'text/html');
      return [...parsed.querySelectorAll('form')]
        .filter((form) => form.method === 'post')
        .map((form) => {
          const named = [
            ...form.querySelectorAll<HTMLInputElement | HTMLButtonElement>('input[name], button[name]'),
          ];
          const fields: Record<string, string> = {};
          for (const control of named) fields[control.name] ??= control.value;
          return { path: at ?? '', fields };
        });
    },
    [html, path],
  );
}

async function send(request: APIRequestContext, form: SentForm, cookie: string) {
  return request.post(form.path, { multipart: form.fields, maxRedirects: 0, headers: { cookie } });
}

test('no form does anything for a stranger, and for another business only its own', async ({
  page,
  context,
  stack,
  playwright,
  control,
}) => {
  await signInPerson(stack, context);
  const welcome = await formsOf(page, '/welcome');
  const mine = await signIn(stack, context, SECRET_NAME);
  const consent = await formsOf(page, '/products/lending/consent');
  await connected(control, mine);
  const forms = [
    ...welcome,
    ...consent,
    ...(await formsOf(page, '/products/business-insights/connect')),
    ...(await formsOf(page, '/connections')),
    ...(await formsOf(page, '/home')),
  ];
  const ours = forms.filter((form) => Object.keys(form.fields).some((name) => name.startsWith('$ACTION')));
  expect(ours.length).toBeGreaterThan(4);
  const before = [await ledgerOf(stack, mine.ctx.companyId), (await control.connectionsOf(mine.ctx)).length];

  const outside = await playwright.request.newContext({ baseURL: stack.appUrl });
  const otherContext = await page.context().browser()?.newContext({ baseURL: stack.appUrl });
  if (otherContext === undefined) throw new Error('no browser');
  const other = await signIn(stack, otherContext, 'Another Ltd');
  for (const form of ours) {
    const filled = { ...form, fields: { ...form.fields, agree: 'yes' } };
    const stranger = await send(outside, filled, '');
    expect(stranger.status(), JSON.stringify(Object.keys(form.fields))).toBeLessThan(500);
    expect(await stranger.text()).not.toContain(SECRET_NAME);
    // Signing out would end the other session, as it should; forms about a business are those that carry their page.
    if (form.fields.page === undefined) continue;
    const theirs = await send(outside, filled, `accord.session=${other.token}`);
    expect(theirs.status()).toBeLessThan(500);
    expect(await theirs.text()).not.toContain(SECRET_NAME);
  }
  await setSession(stack, context, mine.token);
  expect([await ledgerOf(stack, mine.ctx.companyId), (await control.connectionsOf(mine.ctx)).length]).toEqual(
    before,
  );
  // A form made for one business counts for no other.
  expect(await ledgerOf(stack, other.ctx.companyId)).toEqual([]);
  await otherContext.close();
  await outside.dispose();
});
