// Playwright journeys: stale pages. An action that a colleague or another tab has overtaken does nothing twice; the page says what holds, who did it and when.
import { pauseConsent, resumeConsent } from '../../../lib/consent/pause-consent';
import { withdrawConsent } from '../../../lib/consent/withdraw-consent';
import type { Ctx } from '../../../lib/context';
import { makeCustomer, makeSession, makeTools } from '../../factories';
import { agree, expect, ledgerOf, test } from '../../fixtures';
import { decoded, formsOf, type SentForm, send } from '../../two-businesses';
import { WORDS } from '../../words';

const DAY_MS = 86_400_000;
const PRODUCT = 'cash-flow';
const PAGE = `/consents/${PRODUCT}`;
/** Part of a sentence before its first value. */
const begins = (sentence: string) => (sentence.split('{')[0] ?? '').trim();

test('stop, pause, resume and renew in an old tab are answered with what holds, since when and by whom', async ({
  stack,
  playwright,
}) => {
  const ctx = await makeCustomer(makeTools(stack.database.db, stack.codat));
  const ofNow = (): Ctx => ({ ...ctx, now: new Date(), actor: { ...ctx.actor, name: 'Noor Haddad' } });
  await agree({ ...ctx, now: new Date(Date.now() - 80 * DAY_MS) }, PRODUCT);
  const cookie = `accord.session=${await makeSession(ctx.db, ctx.actor.userId, ctx.companyId)}`;
  const own = await playwright.request.newContext({
    baseURL: stack.appUrl,
    extraHTTPHeaders: { cookie, 'accept-language': 'en' },
  });
  const formAt = async (path: string, field = 'product') => {
    const form = (await formsOf(own, path)).find(({ fields }) => 'madeFor' in fields && field in fields);
    if (form === undefined) throw new Error(`no form at ${path}`);
    return form;
  };
  const old = {
    stop: await formAt(`${PAGE}/withdraw`),
    pause: await formAt(`${PAGE}/pause`),
    renew: await formAt(`${PAGE}/renew`),
    agree: await formAt('/products/business-insights/consent', 'noticeHash'),
  };
  const pressed = async (form: SentForm, more: Record<string, string> = {}) => {
    const answer = await send(own, { ...form, fields: { ...form.fields, ...more } }, cookie);
    expect(answer.status(), form.path).toBe(303);
    const place = answer.headers().location ?? '';
    return { place, text: decoded(await (await own.get(place)).text()) };
  };
  const told = async (form: SentForm, title: string) => {
    const { place, text } = await pressed(form);
    expect(place, form.path).toMatch(new RegExp(`${PAGE}$`));
    expect(text).toContain(begins(title));
    expect(text).toContain('Noor Haddad');
  };
  const { stoppedTitle, pausedTitle, resumedTitle } = WORDS.en.consents;

  await pauseConsent(ofNow(), PRODUCT);
  const resume = await formAt(PAGE);
  await told(old.pause, pausedTitle);
  await told(old.renew, pausedTitle);
  await resumeConsent(ofNow(), PRODUCT);
  await told(resume, resumedTitle);
  await withdrawConsent(ofNow(), { productId: PRODUCT, deletion: 'keep' });
  for (const form of [old.stop, old.pause, resume, old.renew]) await told(form, stoppedTitle);
  expect(await ledgerOf(stack, ctx.companyId)).toEqual(['given', 'paused', 'resumed', 'withdrawn']);

  // Agreeing on a page that was shown before a pause leaves the agreement paused.
  await agree(ofNow());
  await pauseConsent(ofNow(), 'business-insights');
  const yes = await pressed(old.agree, { answer: 'agree' });
  expect(yes.place).toMatch(/\/consents\/business-insights$/);
  expect(yes.text).toContain(begins(pausedTitle));
  const no = await pressed(old.agree, { answer: 'never' });
  // That page leads on to the agreement's page, since resuming comes first.
  expect(no.place).toContain('/products/business-insights/consent');
  expect((await ledgerOf(stack, ctx.companyId)).slice(4)).toEqual(['given', 'paused']);
  await own.dispose();
});
