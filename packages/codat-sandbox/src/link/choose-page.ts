// Provider page where a customer chooses what to share: an organisation, accounts or a store, and data types.
import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Organisation } from '../domain/organisations';
import type { Markup } from '../pages/layout';
import type { World } from '../state/world';
import { accountsAt } from './bank';
import type { FlowScene } from './flow';
import { pathOf, providerPage, readerOf } from './frame';
import { permissionsAsked } from './permissions';
import { kindOf, type Words } from './words';

function organisationChoices({ organisations, integration }: FlowScene, words: Words): Markup {
  const choices = organisations.map(
    ({ id, name, detail }, index) => html`<label class="choice">
      <input type="radio" name="organisation" value="${id}" ${index === 0 ? 'checked' : ''} />
      <span><strong>${name}</strong><small>${detail}</small></span></label>`,
  );
  const legend = words.legend[kindOf(integration.sourceType)];
  return html`<fieldset><legend>${legend}</legend>${choices}</fieldset>`;
}

/** The everyday account is ticked; the others are the customer's own choice. */
function accountChoices(world: World, c: Context, scene: FlowScene, isMissing: boolean): Markup {
  const { language, words } = readerOf(c);
  const error = isMissing ? html`<p class="error" id="account-error">${words.accountNeeded}</p>` : '';
  const described = isMissing ? html`aria-describedby="account-error"` : '';
  const choices = accountsAt(world, scene, language).map(
    ({ name, masked, balance }, index) => html`<label class="choice account">
      <input type="checkbox" name="account" value="${name}" ${index === 0 && !isMissing ? 'checked' : ''} />
      <span><strong>${name}</strong><small>${masked}</small></span><b class="money">${balance}</b></label>`,
  );
  const legend = `${words.legend.banking} ${scene.organisations[0].name}`;
  return html`<fieldset ${described}><legend>${legend}</legend>${error}${choices}</fieldset>`;
}

/** The form carries the options it showed, so that an unticked box differs from one that was not shown. */
function permissionList(c: Context, { integration }: FlowScene): Markup | '' {
  const { language, words } = readerOf(c);
  const lines = permissionsAsked(integration.readable, language).map(
    ({ key, label }) => html`<label class="tick"><input type="hidden" name="asked" value="${key}" />
      <input type="checkbox" name="permission" value="${key}" checked /><span>${label}</span></label>`,
  );
  if (lines.length === 0) return '';
  return html`<fieldset class="permissions" aria-describedby="permissions-hint">
    <legend>${words.sharedTitle}</legend>
    <p class="soft small" id="permissions-hint">${words.sharedHint}</p>${lines}</fieldset>`;
}

export function choosePage(
  world: World,
  c: Context,
  scene: FlowScene,
  problem?: 'no-account',
): Promise<Response> {
  const { words } = readerOf(c);
  const base = pathOf(scene);
  const kind = kindOf(scene.integration.sourceType);
  const isMissing = problem === 'no-account';
  const choices =
    kind === 'banking' ? accountChoices(world, c, scene, isMissing) : organisationChoices(scene, words);
  const title = words.chooseTitle[kind];
  const body = html`<h1>${title}</h1><p class="soft">${words.chooseLead}</p>
    <form method="post" action="${base}/authorise">${choices}${permissionList(c, scene)}
      <div class="actions two"><button>${words.authorise}</button>
        <button class="quiet" formaction="${base}/cancel">${words.cancel}</button></div>
    </form>`;
  return providerPage(c, scene, { title, body, status: isMissing ? 400 : 200 });
}

/** Another legal entity than before: the customer says so, or chooses again. */
export function otherOrganisationPage(
  c: Context,
  scene: FlowScene,
  chosen: Organisation,
  form: URLSearchParams,
): Promise<Response> {
  const { words } = readerOf(c);
  const base = pathOf(scene);
  const fields = [...form].map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
  const before = scene.connection.info?.organisationName ?? '';
  const body = html`<h1>${words.otherTitle}</h1><p>${words.otherLead(before, chosen.name)}</p>
    <form method="post" action="${base}/authorise">${fields}
      <div class="actions"><button name="confirmed" value="yes">${words.otherYes(chosen.name)}</button>
        <a class="button quiet" href="${base}/choose">${words.otherNo}</a></div>
    </form>`;
  return providerPage(c, scene, { title: words.otherTitle, body });
}
