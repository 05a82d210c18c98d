// Control page of the request log.
import { html } from 'hono/html';
import type { Ctx } from '../../http/http';
import type { Markup } from '../../pages/layout';
import type { LoggedRequest } from '../../state/request-log';
import type { World } from '../../state/world';
import { requestWire } from '../request-wire';
import { controlPage, moment, pathOf, UI } from './frame';
import { words } from './words';

const SHOWN = 100;

export function pairs(list: readonly (readonly [string, string | Markup | undefined])[]): Markup {
  const lines = list.flatMap(([name, value]) =>
    value === undefined ? [] : [html`<dt>${name}</dt><dd>${value}</dd>`],
  );
  return html`<dl>${lines}</dl>`;
}

/** The form that narrows a log to one business. */
export function companyFilter(tab: 'calls' | 'messages', companyId: string | undefined): Markup {
  return html`<form method="get" action="${pathOf(tab)}" class="ui-slim" role="search">
    <div class="field"><label for="companyId">${words.companyId}</label>
      <input id="companyId" name="companyId" type="search" value="${companyId ?? ''}" autocomplete="off" /></div>
    <button class="quiet">${words.filter}</button></form>`;
}

function callItem(request: LoggedRequest): Markup {
  const { method, template, path, status, ms, at, companyId } = request;
  const { body } = requestWire(request);
  const text = typeof body === 'string' ? body : JSON.stringify(body, null, 2);
  const tone = status === 0 || status >= 500 ? 'bad' : status >= 400 ? 'wait' : 'good';
  const business = companyId && html`<a href="${UI}/businesses/${companyId}">${companyId}</a>`;
  const facts = pairs([
    [words.request.path, path],
    [words.request.query, request.query],
    [words.business, business],
    [words.request.requestId, request.requestId],
    [words.request.userAgent, request.userAgent],
    [words.request.key, request.hasIdempotencyKey ? words.yes : words.no],
  ]);
  return html`<details><summary><span>${method} ${template}</span>
      <span><span class="ui-chip ui-${tone}">${status === 0 ? words.cut : status}</span>
        <span class="ui-meta">${ms} ms</span></span>
      <span class="ui-meta">${moment(Date.parse(at))}</span></summary>
    ${facts}${text === undefined ? '' : html`<p class="ui-hint">${words.sent}</p><pre>${text}</pre>`}</details>`;
}

export function callsPage(world: World, c: Ctx): Promise<Response> {
  const companyId = c.req.query('companyId')?.trim() || undefined;
  const all = world.requests.list(companyId);
  const items = all
    .slice(-SHOWN)
    .reverse()
    .map((request) => callItem(request));
  const list =
    items.length > 0
      ? html`<p class="ui-meta">${words.shownCalls(items.length, all.length)}</p><div class="card ui-log">${items}</div>`
      : html`<p>${words.noCalls}</p>`;
  return controlPage(c, 'calls', words.calls, html`${companyFilter('calls', companyId)}${list}`);
}
