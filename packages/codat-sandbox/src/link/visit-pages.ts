// Hosted Link pages: the first one and the list of platforms.
import type { Context } from 'hono';
import { html } from 'hono/html';
import { type Integration, integrationOf } from '../catalogue/catalogue';
import { languageOf } from '../pages/language';
import { type Markup, page } from '../pages/layout';
import type { Connection } from '../state/entities';
import type { World } from '../state/world';
import { type VisitWords, visitWordsFor } from './visit-words';
import {
  activeAccounting,
  connectedDuring,
  OFFERED,
  type Offered,
  platformsFor,
  type VisitScene,
} from './visits';

export const visitPath = ({ visit }: VisitScene) => `/link/visits/${visit.id}`;

export function visitReader(c: Context): { language: 'en' | 'fr'; words: VisitWords } {
  const language = languageOf(c.req.header('accept-language'));
  return { language, words: visitWordsFor(language) };
}

export function hostedPage(world: World, c: Context, title: string, body: Markup): Promise<Response> {
  const { language, words } = visitReader(c);
  const { name } = world.profile;
  return page(c, {
    language,
    title: `${title} · ${name}`,
    note: words.note,
    brand: { name },
    kind: 'link',
    body,
  });
}

/** Outcome of the last step, from the query; unknown values show nothing. */
export function saidLine(c: Context, words: VisitWords): Markup | '' {
  const said = Object.entries(words.said).find(([key]) => key === c.req.query('said'));
  return said ? html`<p class="said" role="status">${said[1]}</p>` : '';
}

export const logoOf = ({ key }: Integration) =>
  html`<img class="logo" src="/logos/${key}.svg" alt="" width="40" height="40" />`;

function pendingRows(scene: VisitScene, words: VisitWords): Markup | '' {
  const waiting = scene.company.connections.filter(({ status }) => status === 'PendingAuth');
  if (waiting.length === 0) return '';
  const rows = waiting.map((connection) => {
    const integration = integrationOf(connection);
    const action = `${visitPath(scene)}/connections/${connection.id}/continue`;
    return html`<li class="row waiting">${logoOf(integration)}<span><strong>${integration.name}</strong>
      <small>${words.state.PendingAuth}</small></span>
      <form method="post" action="${action}"><button aria-label="${words.resumeNamed(integration.name)}">${words.resume}</button></form></li>`;
  });
  return html`<h2>${words.pending}</h2><ul class="rows">${rows}</ul>`;
}

export function factsOf(connection: Connection, words: VisitWords): Markup {
  const { name } = integrationOf(connection);
  const organisation = connection.info?.organisationName;
  return html`<span><strong>${name}</strong><small>${organisation ? `${organisation} · ` : ''}<span
    class="state ${connection.status}">${words.state[connection.status]}</span></small></span>`;
}

function connectedRows(scene: VisitScene, words: VisitWords): Markup | '' {
  const done = scene.company.connections.filter(({ status }) => status !== 'PendingAuth');
  if (done.length === 0) return '';
  const rows = done.map(
    (connection) =>
      html`<li class="row">${logoOf(integrationOf(connection))}${factsOf(connection, words)}</li>`,
  );
  return html`<h2>${words.manageTitle}</h2><ul class="rows">${rows}</ul>
    <p><a class="button quiet" href="${visitPath(scene)}/manage">${words.manage}</a></p>`;
}

function typeLink(scene: VisitScene, type: Offered, words: VisitWords): Markup {
  const active = type === 'Accounting' ? activeAccounting(scene.company) : undefined;
  if (active) {
    const text = words.isActive(integrationOf(active).name);
    return html`<li class="row"><span><strong>${words.type[type]}</strong><small>${text}</small></span></li>`;
  }
  return html`<li><a class="row go" href="${visitPath(scene)}/platforms?type=${type}">
    <span><strong>${words.type[type]}</strong><small>${words.typeLead[type]}</small></span></a></li>`;
}

function searchForm(scene: VisitScene, words: VisitWords, type: Offered | undefined, search: string): Markup {
  const kept = type ? html`<input type="hidden" name="type" value="${type}" />` : '';
  return html`<form class="search" role="search" action="${visitPath(scene)}/platforms">${kept}
    <label for="q">${words.searchLabel}</label>
    <div><input id="q" name="q" type="search" autocomplete="off" value="${search}" />
      <button class="quiet">${words.search}</button></div></form>`;
}

/** Leaving is offered while nothing has been connected. */
function endButtons(world: World, scene: VisitScene, words: VisitWords): Markup {
  const base = visitPath(scene);
  const leave = connectedDuring(world, scene)
    ? ''
    : html`<button class="quiet" formaction="${base}/leave">${words.leave}</button>`;
  return html`<form method="post" action="${base}/finish"><div class="actions two">
    <button>${words.finish}</button>${leave}</div></form>`;
}

export function listPage(world: World, c: Context, scene: VisitScene): Promise<Response> {
  const { words } = visitReader(c);
  const types = OFFERED.map((type) => typeLink(scene, type, words));
  const body = html`<section class="card"><h1>${words.title}</h1>
    <p class="soft">${words.lead(world.profile.name)}</p>${saidLine(c, words)}
    ${pendingRows(scene, words)}${connectedRows(scene, words)}
    <h2>${words.choose}</h2><ul class="rows">${types}</ul>
    ${searchForm(scene, words, undefined, '')}${endButtons(world, scene, words)}</section>`;
  return hostedPage(world, c, words.title, body);
}

export function platformsPage(world: World, c: Context, scene: VisitScene): Promise<Response> {
  const { words } = visitReader(c);
  const type = OFFERED.find((each) => each === c.req.query('type'));
  const search = (c.req.query('q') ?? '').trim().slice(0, 80);
  const hasAccounting = activeAccounting(scene.company) !== undefined;
  const platforms = platformsFor(scene.visit, type, search).filter(
    ({ sourceType }) => sourceType !== 'Accounting' || !hasAccounting,
  );
  const rows = platforms.map(
    (integration) => html`<li><button class="row go" name="platform" value="${integration.key}">
      ${logoOf(integration)}<span><strong>${integration.name}</strong></span></button></li>`,
  );
  const title = type ? words.type[type] : words.all;
  const found =
    rows.length > 0
      ? html`<form method="post" action="${visitPath(scene)}/pick"><ul class="rows">${rows}</ul></form>`
      : html`<p role="status">${words.none}</p>`;
  const body = html`<section class="card"><h1>${title}</h1>${searchForm(scene, words, type, search)}
    ${found}<p><a class="button quiet" href="${visitPath(scene)}">${words.back}</a></p></section>`;
  return hostedPage(world, c, title, body);
}
