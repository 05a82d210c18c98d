// Control page of businesses: a list with a search by name and the status of each connection.
import { html } from 'hono/html';
import type { Ctx } from '../../http/http';
import type { Markup } from '../../pages/layout';
import type { World } from '../../state/world';
import { type CompanyState, newestCompanies } from '../state';
import { controlPage, moment, pathOf, UI } from './frame';
import { words } from './words';

type ConnectionState = CompanyState['connections'][number];

const TONE = { PendingAuth: 'wait', Linked: 'good', Unlinked: 'calm', Deauthorized: 'bad' } as const;

export function statusChip(status: keyof typeof TONE): Markup {
  return html`<span class="ui-chip ui-${TONE[status]}">${words.status[status]}</span>`;
}

export function readsLine({ reads }: ConnectionState): string {
  if (reads.total === 0) return words.notRead;
  const { complete, failed, total } = reads;
  const all = words.reads(complete, total);
  return failed === 0 ? all : `${all}, ${words.failed(failed)}`;
}

function connectionLine(connection: ConnectionState): Markup {
  const organisation = connection.organisationName ? ` · ${connection.organisationName}` : '';
  return html`<li><div class="ui-split"><span>${connection.platformName}${organisation}</span>
    ${statusChip(connection.status)}</div><p class="ui-meta">${readsLine(connection)}</p></li>`;
}

function businessCard({ id, name, createdAt, connections }: CompanyState): Markup {
  const lines = connections.map((connection) => connectionLine(connection));
  return html`<section class="card"><h2><a href="${UI}/businesses/${id}">${name}</a></h2>
    <p class="ui-meta">${words.made} ${moment(Date.parse(createdAt))}</p>
    ${lines.length > 0 ? html`<ul class="ui-lines">${lines}</ul>` : html`<p class="soft">${words.noConnections}</p>`}
  </section>`;
}

export function businessesPage(world: World, c: Ctx): Promise<Response> {
  const wanted = (c.req.query('q') ?? '').trim();
  const needle = wanted.toLowerCase();
  const found = newestCompanies(world, ({ name }) => name.toLowerCase().includes(needle));
  const total = world.companies.size;
  const empty = html`<p>${total === 0 ? words.none : words.notFound}</p>`;
  const cards = found.map((company) => businessCard(company));
  const all =
    wanted === '' ? '' : html`<a class="button quiet" href="${pathOf('businesses')}">${words.all}</a>`;
  const body = html`<form method="get" action="${pathOf('businesses')}" class="ui-slim" role="search">
      <div class="field"><label for="q">${words.search}</label>
        <input id="q" name="q" type="search" value="${wanted}" autocomplete="off" /></div>
      <button class="quiet">${words.find}</button>${all}</form>
    <p class="ui-meta">${words.count(found.length, total)}</p>
    ${found.length > 0 ? html`<div class="ui-grid">${cards}</div>` : empty}`;
  return controlPage(c, 'businesses', words.businesses, body);
}
