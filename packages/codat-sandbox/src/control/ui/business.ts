// Control page of one business, with every action on it and on its connections.
import { html } from 'hono/html';
import { CATALOGUE, integrationOf } from '../../catalogue/catalogue';
import type { Ctx } from '../../http/http';
import type { Markup } from '../../pages/layout';
import { readFailureSchema } from '../../state/entities';
import { findCompany, type World } from '../../state/world';
import { type CompanyState, companyState } from '../state';
import { readsLine, statusChip } from './businesses';
import { choice, controlPage, moment, pathOf, press, UI } from './frame';
import { words } from './words';

type ConnectionState = CompanyState['connections'][number];

function failForm(connection: ConnectionState, base: string): Markup {
  const { readable } = integrationOf(connection);
  if (connection.status !== 'Linked' || readable.length === 0) return html``;
  const same = (text: string) => [text, text] as const;
  const id = connection.id;
  const select = (name: string, label: string, options: readonly string[]) =>
    html`<div class="field"><label for="${name}-${id}">${label}</label>
      <select id="${name}-${id}" name="${name}">${options
        .map(same)
        .map(([value, text]) => html`<option value="${value}">${text}</option>`)}</select></div>`;
  return html`<form method="post" action="${UI}/${base}/fail-type" class="ui-slim">
    ${select('dataType', words.dataType, readable)}${select('status', words.failure, readFailureSchema.options)}
    <button class="quiet">${words.failType}</button></form>`;
}

/** Only what is possible in this state. */
function buttons({ status, reads }: ConnectionState, base: string): Markup[] {
  const isReading = reads.complete + reads.failed < reads.total;
  return [
    press(`${base}/authorize`, words.authorise),
    ...(status === 'Linked' ? [press(`${base}/deauthorize`, words.deauthorise)] : []),
    ...(status === 'Linked' && isReading ? [press(`${base}/finish-sync`, words.finish)] : []),
    press(`${base}/cancel`, words.cancel),
    press(`${base}/provider-error`, words.providerFails),
    press(`${base}/delete`, words.remove, 'danger'),
  ];
}

function connectionItem(companyId: string, connection: ConnectionState): Markup {
  const base = `businesses/${companyId}/connections/${connection.id}`;
  const organisation = connection.organisationName ? `${connection.organisationName} · ` : '';
  const expiry =
    connection.expiresAt === undefined
      ? ''
      : html` · ${words.expires} ${moment(Date.parse(connection.expiresAt))}`;
  return html`<li><div class="ui-split"><h3>${connection.platformName}</h3>
      ${statusChip(connection.status)}</div>
    <p class="ui-meta">${organisation}${readsLine(connection)}${expiry}</p>
    <p class="ui-meta"><code>${connection.id}</code></p>
    <details><summary>${words.actions(connection.platformName)}</summary>
      <div class="ui-row">${buttons(connection, base)}</div>
      ${failForm(connection, base)}</details></li>`;
}

function linkForm(companyId: string): Markup {
  const platforms = CATALOGUE.filter(({ enabled }) => enabled).map(({ key, name }) => [key, name] as const);
  return html`<section class="card"><h2>${words.linkTitle}</h2>
    <form method="post" action="${UI}/businesses/${companyId}/connections">
      ${choice('platformKey', words.platform, platforms)}
      <div class="ui-row"><button name="authorize" value="yes">${words.linkAndAuthorise}</button>
        <button class="quiet">${words.link}</button></div></form></section>`;
}

function wholeCard(companyId: string): Markup {
  const query = new URLSearchParams({ companyId }).toString();
  return html`<section class="card"><h2>${words.theBusiness}</h2>
    <p><a href="${pathOf('calls')}?${query}">${words.seeCalls}</a> ·
      <a href="${pathOf('messages')}?${query}">${words.seeMessages}</a> ·
      <a href="${pathOf('overview')}?${query}">${words.faults}</a></p>
    <p class="ui-hint">${words.deleteLead}</p>
    <div class="ui-row">${press(`businesses/${companyId}/delete`, words.deleteCompany, 'danger')}
      ${press(`businesses/${companyId}/forget`, words.forget, 'danger')}</div></section>`;
}

export function businessPage(world: World, c: Ctx): Promise<Response> {
  const company = findCompany(world, c.req.param('companyId') ?? '');
  if (!company) return controlPage(c, 'businesses', words.notFound, html``, 404);
  const state = companyState(world, company);
  const items = state.connections.map((connection) => connectionItem(state.id, connection));
  const products =
    state.products.length > 0
      ? html`<p class="ui-meta">${words.products} ${state.products.join(', ')}</p>`
      : '';
  const body = html`<p class="ui-meta">${words.made} ${moment(Date.parse(state.createdAt))}</p>
    <p class="ui-meta"><code>${state.id}</code></p>${products}
    <section class="card ui-spaced"><h2>${words.connections}</h2>
      ${items.length > 0 ? html`<ul class="ui-lines">${items}</ul>` : html`<p class="soft">${words.noConnections}</p>`}</section>
    <div class="ui-grid">${linkForm(state.id)}${wholeCard(state.id)}</div>`;
  return controlPage(c, 'businesses', state.name, body);
}
