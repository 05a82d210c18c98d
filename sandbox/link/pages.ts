// Owns what a customer sees at a provider: sign-in, choice, and the few pages where nothing can go on.
import type { Context } from 'hono';
import { html } from 'hono/html';
import { languageOf } from '../pages/language';
import { type Markup, page } from '../pages/layout';
import type { FlowScene } from './flow';
import { kindOf, sharedLines, type Words, wordsFor } from './words';

function readerOf(c: Context) {
  const language = languageOf(c.req.header('accept-language'));
  return { language, words: wordsFor(language) };
}

function wrongBlock(words: Words, base: string): Markup {
  const button = (path: string, label: string) =>
    html`<form method="post" action="${base}/${path}"><button class="quiet">${label}</button></form>`;
  return html`<details class="card"><summary>${words.wrong}</summary>
    ${button('provider-error', words.providerError)}${button('not-supported', words.notSupported)}
    ${button('finish', words.finish)}</details>`;
}

function providerPage(c: Context, scene: FlowScene, title: string, body: Markup): Promise<Response> {
  const { language, words } = readerOf(c);
  const { name, key } = scene.integration;
  const base = `/link/flows/${scene.flow.id}`;
  return page(c, {
    language,
    title: `${title} · ${name}`,
    note: words.note(name),
    brand: { name, logo: `/logos/${key}.svg` },
    kind: kindOf(scene.integration.sourceType),
    body: html`<section class="card">${body}</section>${wrongBlock(words, base)}`,
  });
}

export function signInPage(c: Context, scene: FlowScene): Promise<Response> {
  const { words } = readerOf(c);
  const base = `/link/flows/${scene.flow.id}`;
  const title = words.signInTitle(scene.integration.name);
  // Cancel sits in the same form: formaction keeps one row of buttons without script.
  const body = html`<h1>${title}</h1><p class="soft">${words.signInLead}</p>
    <form method="post" action="${base}/sign-in">
      <div class="field"><label for="user">${words.userName}</label>
        <input id="user" name="user" type="text" autocomplete="off" value="demo" /></div>
      <div class="field"><label for="password">${words.password}</label>
        <input id="password" name="password" type="password" autocomplete="off" value="demo" /></div>
      <div class="actions two"><button>${words.signIn}</button>
        <button class="quiet" formaction="${base}/cancel" formnovalidate>${words.cancel}</button></div>
    </form>`;
  return providerPage(c, scene, title, body);
}

export function choosePage(c: Context, scene: FlowScene): Promise<Response> {
  const { language, words } = readerOf(c);
  const base = `/link/flows/${scene.flow.id}`;
  const choices = scene.organisations.map(
    ({ id, name, detail }, index) => html`<label class="choice">
      <input type="radio" name="organisation" value="${id}" ${index === 0 ? 'checked' : ''} />
      <span><strong>${name}</strong><small>${detail}</small></span></label>`,
  );
  const lines = sharedLines(scene.integration.readable, language).map((line) => html`<li>${line}</li>`);
  const shared = lines.length > 0 ? html`<h2>${words.sharedTitle}</h2><ul class="shared">${lines}</ul>` : '';
  const body = html`<h1>${words.chooseTitle}</h1><p class="soft">${words.chooseLead}</p>
    <form method="post" action="${base}/authorise">
      <fieldset><legend>${words.legend[kindOf(scene.integration.sourceType)]}</legend>${choices}</fieldset>
      ${shared}
      <div class="actions two"><button>${words.authorise}</button>
        <button class="quiet" formaction="${base}/cancel">${words.cancel}</button></div>
    </form>`;
  return providerPage(c, scene, words.chooseTitle, body);
}

/** After an outcome, Back shows this instead of a form that would do nothing. */
export function endedPage(c: Context, scene: FlowScene, location: string | undefined): Promise<Response> {
  const { language, words } = readerOf(c);
  const { name, key } = scene.integration;
  const onward = location ? html`<a class="button" href="${location}">${words.goBack}</a>` : '';
  return page(c, {
    language,
    title: words.endedTitle,
    note: words.note(name),
    brand: { name, logo: `/logos/${key}.svg` },
    kind: kindOf(scene.integration.sourceType),
    body: html`<section class="card"><h1>${words.endedTitle}</h1><p>${words.endedLead}</p>${onward}</section>`,
  });
}

type PlainPage = 'success' | 'refused' | 'expired' | 'gone' | 'company';
const STATUS = { success: 200, refused: 400, expired: 401, gone: 404, company: 200 } as const;

export function plainPage(c: Context, kind: PlainPage): Promise<Response> {
  const { language, words } = readerOf(c);
  const title = words[`${kind}Title`];
  const body = html`<section class="card"><h1>${title}</h1><p>${words[`${kind}Lead`]}</p></section>`;
  return page(c, { language, title, note: words.note('Codat Link'), body }, STATUS[kind]);
}
