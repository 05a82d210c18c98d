// Playwright journeys: every form and file of customers, sent without scripts from a page for another business or person, does nothing and says so.
import type { APIRequestContext } from '@playwright/test';
import { upsertMembership } from '../../../db/queries/companies';
import { BOUND_DOORS, BOUND_FORMS, type BoundForm } from '../../bound-forms';
import { stage } from '../../bound-stage';
import { makeCustomer, makeSession, makeTools } from '../../factories';
import { agree, expect, madeFor, test } from '../../fixtures';
import { decoded, formsOf, type SentForm, send, traces } from '../../two-businesses';
import { say, WORDS } from '../../words';

const [MINE, OTHER] = ['Kestrel Coffee', 'Harbour Garage'];
const LANGUAGES = ['en', 'fr'] as const;

/** Forms of one place. Names of boxes have a common prefix. */
async function formsAt(request: APIRequestContext, { has }: BoundForm, path: string): Promise<SentForm[]> {
  const all = await formsOf(request, path);
  return all.filter(({ fields }) =>
    [...has, 'madeFor'].every((name) => Object.keys(fields).some((field) => field.startsWith(name))),
  );
}

test('every form and file counts only for the business and the person that the page was made for', async ({
  stack,
  control,
  playwright,
}) => {
  test.slow();
  const tools = makeTools(stack.database.db, stack.codat);
  const [mine, other] = [await makeCustomer(tools, MINE), await makeCustomer(tools, OTHER)];
  await agree(other);
  const places = await stage(stack, control, mine);
  const token = await makeSession(mine.db, mine.actor.userId, mine.companyId);
  const asMine = `accord.session=${token}`;
  const own = await playwright.request.newContext({
    baseURL: stack.appUrl,
    extraHTTPHeaders: { cookie: asMine, 'accept-language': 'en' },
  });
  const outside = await playwright.request.newContext({ baseURL: stack.appUrl });
  const forms: SentForm[] = [];
  for (const place of BOUND_FORMS) {
    const found = await formsAt(own, place, place.path(places));
    expect(found.length, place.file).toBeGreaterThanOrEqual(place.tags);
    forms.push(...found);
  }

  const theirs = await makeSession(other.db, other.actor.userId, other.companyId);
  await upsertMembership(other.db, other.companyId, mine.actor.userId, 'accountant');
  const before = await traces(control, mine, other);
  const persons = {
    'another person': `accord.session=${theirs}`,
    'the same person': `${asMine}; accord.acting=${other.companyId}`,
  };
  for (const [who, cookie] of Object.entries(persons)) {
    for (const form of forms) {
      const answer = await send(outside, form, cookie);
      if (form.path === '/help') {
        // The typed values stay, so the page itself says it.
        expect(answer.status()).toBe(200);
        const told = say(WORDS.en.help.form.madeForOther, { now: OTHER });
        expect(decoded(await answer.text())).toContain(told);
        continue;
      }
      const place = answer.headers().location ?? '';
      expect(`${answer.status()} ${place}`, `${form.path} by ${who}`).toMatch(/^303 \/acting\?form=/);
      for (const language of LANGUAGES) {
        const page = await outside.get(place, { headers: { cookie, 'accept-language': language } });
        const text = decoded(await page.text());
        for (const words of [MINE, OTHER, WORDS[language].acting.nothing]) expect(text).toContain(words);
      }
    }
    for (const { path, followsPage = false } of BOUND_DOORS) {
      const made = path(places);
      const address = `${made}${made.includes('?') ? '&' : '?'}madeFor=${madeFor(mine)}`;
      const isOwn = who === 'the same person';
      // The stream of one's own business has no end.
      if (followsPage && isOwn) continue;
      const answer = await outside.get(address, { headers: { cookie }, maxRedirects: 0 });
      if (followsPage) expect(answer.status(), made).toBe(401);
      else expect(answer.headers().location, made).toMatch(/^\/acting\?form=/);
    }
  }
  expect(await traces(control, mine, other)).toEqual(before);

  // For the business that they were made for, the very same forms and addresses do count.
  for (const { path } of BOUND_DOORS.filter(({ followsPage = false }) => !followsPage)) {
    const answer = await own.get(`${path(places)}?madeFor=${madeFor(mine)}`);
    expect(answer.headers()['content-disposition'], path(places)).toContain('attachment');
  }
  for (const form of forms) {
    const answer = await send(own, form, asMine);
    expect(answer.status(), form.path).toBeLessThan(500);
    expect(answer.headers().location ?? '', form.path).not.toMatch(/\/acting/);
  }
  expect(await traces(control, mine)).not.toEqual(before);
  await outside.dispose();
  await own.dispose();
});
