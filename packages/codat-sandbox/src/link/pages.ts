// Provider pages before and after the choice: sign-in, connector, outage, endings.
import type { Context } from 'hono';
import { html } from 'hono/html';
import type { RedirectResult } from '../domain/redirect';
import { page } from '../pages/layout';
import { tokenFrom } from '../random/ids';
import type { FlowScene, Outcome } from './flow';
import { pathOf, providerPage, readerOf } from './frame';
import { kindOf } from './words';

export function signInPage(c: Context, scene: FlowScene): Promise<Response> {
  const { words } = readerOf(c);
  const base = pathOf(scene);
  const kind = kindOf(scene.integration.sourceType);
  const title = words.signInTitle(scene.integration.name);
  // Cancel sits in the same form: formaction keeps one row of buttons without script.
  const body = html`<h1>${title}</h1><p class="soft">${words.signInLead}</p>
    <form method="post" action="${base}/sign-in">
      <div class="field"><label for="user">${words.userName[kind]}</label>
        <input id="user" name="user" type="text" autocomplete="off" value="demo" /></div>
      <div class="field"><label for="password">${words.password[kind]}</label>
        <input id="password" name="password" type="password" autocomplete="off" value="demo" /></div>
      <div class="actions two"><button>${words.signIn}</button>
        <button class="quiet" formaction="${base}/cancel" formnovalidate>${words.cancel}</button></div>
    </form>`;
  return providerPage(c, scene, { title, body });
}

/** Desktop accounting is read by a connector program; the button stands for its first call. */
export function offlinePage(c: Context, scene: FlowScene): Promise<Response> {
  const { words } = readerOf(c);
  const base = pathOf(scene);
  const { name } = scene.integration;
  const title = words.offlineTitle(name);
  const key = tokenFrom(`connector ${scene.connection.id}`, 'hex').slice(0, 8).toUpperCase();
  const steps = words.offlineSteps(name, key).map((step) => html`<li>${step}</li>`);
  const body = html`<h1>${title}</h1><p class="soft">${words.offlineLead(name)}</p><ol class="steps">${steps}</ol>
    <form method="post" action="${base}/sign-in">
      <div class="actions two"><button>${words.offlineReady}</button>
        <button class="quiet" formaction="${base}/cancel">${words.cancel}</button></div>
    </form>`;
  return providerPage(c, scene, { title, body });
}

export function downPage(c: Context, scene: FlowScene): Promise<Response> {
  const { words } = readerOf(c);
  const base = pathOf(scene);
  const title = words.downTitle(scene.integration.name);
  const body = html`<h1>${title}</h1><p>${words.downLead}</p>
    <form method="post" action="${base}/provider-error"><div class="actions two">
      <a class="button" href="${base}">${words.tryAgain}</a>
      <button class="quiet">${words.goBack}</button></div>
    </form>`;
  return providerPage(c, scene, { title, body, isLast: true, status: 503 });
}

/** After an outcome, Back shows this instead of a form that would do nothing. */
export function endedPage(c: Context, scene: FlowScene, { redirect }: Outcome): Promise<Response> {
  const { words } = readerOf(c);
  const onward =
    redirect.kind === 'redirect'
      ? html`<a class="button" href="${redirect.location}">${words.goBack}</a>`
      : '';
  const body = html`<h1>${words.endedTitle}</h1><p>${words.endedLead}</p>${onward}`;
  return providerPage(c, scene, { title: words.endedTitle, body, isLast: true });
}

/** Leaves a moment to read; where the browser forbids closing, the page stays. */
const CLOSE = 'setTimeout(() => window.close(), 1500);';

/** The end of a visit in a tab that an embedded page opened. */
export function closePage(c: Context, scene: FlowScene, { status }: Outcome): Promise<Response> {
  const { words } = readerOf(c);
  const { name } = scene.integration;
  const title = status === 200 ? words.connectedTitle(name) : words.notConnectedTitle(name);
  const body = html`<h1>${title}</h1><p>${words.closeTab}</p>`;
  return providerPage(c, scene, { title, body, isLast: true, script: CLOSE });
}

type PlainPage = 'success' | 'ended' | 'refused' | 'expired' | 'gone' | 'elsewhere';
const STATUS = { success: 200, ended: 200, refused: 400, expired: 401, gone: 404, elsewhere: 400 } as const;

/** `onward`: where to go from here, if there is anywhere. */
export function plainPage(c: Context, kind: PlainPage, onward?: string): Promise<Response> {
  const { language, words } = readerOf(c);
  const title = words[`${kind}Title`];
  const link = onward ? html`<a class="button" href="${onward}">${words.goBack}</a>` : '';
  const body = html`<section class="card"><h1>${title}</h1><p>${words[`${kind}Lead`]}</p>${link}</section>`;
  return page(c, { language, title, note: words.note('Codat Link'), kind: 'link', body }, STATUS[kind]);
}

export function leave(c: Context, result: RedirectResult): Response | Promise<Response> {
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

/** Back from the app shows this; the hosted link was left already. */
export function visitEndedPage(c: Context, result: RedirectResult): Promise<Response> {
  return plainPage(c, 'ended', result.kind === 'redirect' ? result.location : undefined);
}
