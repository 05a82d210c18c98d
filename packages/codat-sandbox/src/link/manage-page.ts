// Hosted Link page where a customer disconnects and reconnects.
import type { Context } from 'hono';
import { html } from 'hono/html';
import { integrationOf } from '../catalogue/catalogue';
import type { Markup } from '../pages/layout';
import type { Connection } from '../state/entities';
import type { World } from '../state/world';
import { factsOf, hostedPage, logoOf, saidLine, visitPath, visitReader } from './visit-pages';
import type { VisitWords } from './visit-words';
import type { VisitScene } from './visits';

function again(base: string, label: string): Markup {
  return html`<form method="post" action="${base}/continue"><button class="quiet">${label}</button></form>`;
}

/** The consequence is read before the button that causes it. */
function disconnect(base: string, name: string, words: VisitWords): Markup {
  return html`<details class="confirm"><summary>${words.disconnectNamed(name)}</summary>
    <p>${words.disconnectLead(name)}</p>
    <form method="post" action="${base}/disconnect"><button class="danger">${words.disconnect}</button></form></details>`;
}

function acts(base: string, { status }: Connection, name: string, words: VisitWords): Markup {
  switch (status) {
    case 'PendingAuth':
      return again(base, words.resumeNamed(name));
    case 'Linked':
      return disconnect(base, name, words);
    case 'Unlinked':
      return again(base, words.reconnect(name));
    case 'Deauthorized':
      return html`${again(base, words.reconnect(name))}${disconnect(base, name, words)}`;
    default:
      return status satisfies never;
  }
}

export function managePage(world: World, c: Context, scene: VisitScene): Promise<Response> {
  const { words } = visitReader(c);
  const items = scene.company.connections.map((connection) => {
    const integration = integrationOf(connection);
    const base = `${visitPath(scene)}/connections/${connection.id}`;
    return html`<li class="managed"><div class="row">${logoOf(integration)}${factsOf(connection, words)}</div>
      ${acts(base, connection, integration.name, words)}</li>`;
  });
  const list = items.length > 0 ? html`<ul class="rows">${items}</ul>` : html`<p>${words.manageNone}</p>`;
  const body = html`<section class="card"><h1>${words.manageTitle}</h1>${saidLine(c, words)}${list}
    <p><a class="button quiet" href="${visitPath(scene)}">${words.back}</a></p></section>`;
  return hostedPage(world, c, words.manageTitle, body);
}
