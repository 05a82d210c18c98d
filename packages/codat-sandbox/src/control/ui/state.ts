// Control page of the whole state: save, load, and reset after a confirmation.
import { html } from 'hono/html';
import type { Ctx } from '../../http/http';
import type { World } from '../../state/world';
import { controlPage, pathOf, press, UI } from './frame';
import { words } from './words';

export function statePage(c: Ctx): Promise<Response> {
  const body = html`<div class="ui-grid"><section class="card"><h2>${words.snapshot}</h2>
      <p class="ui-hint">${words.snapshotLead}</p>
      <a class="button quiet ui-spaced" href="${UI}/snapshot.json" download="sandbox-snapshot.json">${words.download}</a>
      <form method="post" action="${UI}/snapshot" enctype="multipart/form-data">
        <div class="field"><label for="file">${words.file}</label>
          <p class="ui-hint" id="file-hint">${words.loadLead}</p>
          <input id="file" name="file" type="file" accept="application/json,.json" required aria-describedby="file-hint" /></div>
        <button class="quiet">${words.load}</button></form></section>
    <section class="card"><h2>${words.reset}</h2><p>${words.resetLead}</p>
      <a class="button quiet" href="${UI}/reset">${words.reset}</a></section></div>`;
  return controlPage(c, 'state', words.state, body);
}

export function resetPage(world: World, c: Ctx): Promise<Response> {
  const body = html`<section class="card"><p>${words.resetConsequence(world.companies.size)}</p>
    <div class="ui-row">${press('reset', words.resetYes, 'danger')}
      <a class="button quiet" href="${pathOf('state')}">${words.back}</a></div></section>`;
  return controlPage(c, 'state', words.resetAsk, body);
}
