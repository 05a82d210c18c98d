// Control page of webhook messages: the log, the consumers, and the delivery failures that can be set.
import { html } from 'hono/html';
import type { Ctx } from '../../http/http';
import { parseJson } from '../../http/http';
import type { Markup } from '../../pages/layout';
import type { World } from '../../state/world';
import { type Hub, hubOf } from '../../webhooks/hub';
import type { Message } from '../../webhooks/message';
import { companyFilter, pairs } from './calls';
import { controlPage, field, moment, press, UI } from './frame';
import { words } from './words';

const SHOWN = 100;
const TONE = { Sending: 'wait', Attempting: 'wait', Success: 'good', Failure: 'bad' } as const;

function messageItem(message: Message): Markup {
  const { id, eventType, state, attempts, createdAt, companyId, url, nextAttemptAt } = message;
  const tries = attempts.map(
    ({ at, status, ms, error }) =>
      html`<li>${moment(at)} · ${status === 0 ? words.noAnswer : status} · ${ms} ms ${error ?? ''}</li>`,
  );
  const facts = pairs([
    ['Id', html`<code>${id}</code>`],
    [words.consumers, url],
    [words.business, companyId && html`<a href="${UI}/businesses/${companyId}">${companyId}</a>`],
    [words.next, nextAttemptAt === undefined ? undefined : moment(nextAttemptAt)],
  ]);
  return html`<details><summary><span>${eventType}</span>
      <span><span class="ui-chip ui-${TONE[state]}">${words.messageState[state]}</span>
        <span class="ui-meta">${words.attempts(attempts.length)}</span></span>
      <span class="ui-meta">${moment(createdAt)}</span></summary>
    ${facts}<ul class="ui-meta">${tries}</ul>
    <pre>${JSON.stringify(parseJson(message.body), null, 2)}</pre>
    <div class="ui-row ui-below">${press(`messages/${id}/resend`, words.resend)}</div></details>`;
}

function consumersCard({ consumers }: Hub): Markup {
  const lines = [...consumers.values()].map(
    ({ url, eventTypes, disabled }) => html`<li><strong>${url}</strong>
      ${disabled ? html`<span class="ui-chip ui-bad">${words.off}</span>` : ''}
      <p class="ui-meta">${eventTypes.join(', ')}</p></li>`,
  );
  const list =
    lines.length > 0
      ? html`<ul class="ui-lines">${lines}</ul>`
      : html`<p class="soft">${words.noConsumers}</p>`;
  return html`<section class="card"><h2>${words.consumers}</h2>${list}</section>`;
}

function troubleCard({ modes }: Hub): Markup {
  const { duplicate, drop, delayMs, timeLapse, reorder } = modes.all;
  const percent = (share: number | undefined) => share && Math.round(share * 100);
  return html`<section class="card"><h2>${words.trouble}</h2><p class="ui-hint">${words.troubleLead}</p>
    <form method="post" action="${UI}/messages/modes"><div class="ui-fields">
      ${field({ name: 'duplicate', label: words.duplicate, kind: 'number', value: percent(duplicate) })}
      ${field({ name: 'drop', label: words.drop, kind: 'number', value: percent(drop) })}
      ${field({ name: 'delay', label: words.delay, kind: 'number', value: delayMs && delayMs / 1000 })}
      ${field({ name: 'timeLapse', label: words.timeLapse, kind: 'number', value: timeLapse })}</div>
      <label class="ui-check"><input type="checkbox" name="reorder" value="yes" ${reorder ? 'checked' : ''} />
        ${words.reorder}</label>
      <button class="quiet">${words.saveModes}</button></form></section>`;
}

export function messagesPage(world: World, c: Ctx): Promise<Response> {
  const hub = hubOf(world);
  const companyId = c.req.query('companyId')?.trim().toLowerCase() || undefined;
  const all = hub.messageLog
    .messages()
    .filter((message) => companyId === undefined || message.companyId === companyId);
  const items = all
    .slice(-SHOWN)
    .reverse()
    .map((message) => messageItem(message));
  const list =
    items.length > 0
      ? html`<p class="ui-meta">${words.shownMessages(items.length, all.length)}</p><div class="card ui-log">${items}</div>`
      : html`<p>${words.noMessages}</p>`;
  const body = html`${companyFilter('messages', companyId)}${list}
    <div class="ui-grid">${troubleCard(hub)}${consumersCard(hub)}</div>`;
  return controlPage(c, 'messages', words.messages, body);
}
