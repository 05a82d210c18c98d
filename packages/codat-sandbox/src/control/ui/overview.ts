// First control page: clock, faults, profile, limits, and the demo's people.
import { html } from 'hono/html';
import { ROUTES } from '../../api/app';
import type { LimitValues } from '../../api/limits';
import type { Ctx } from '../../http/http';
import { PERSONAS } from '../../oidc/personas';
import type { Markup } from '../../pages/layout';
import { behaviourOf, PROFILE_NAMES } from '../../profile/profile';
import type { StandingFault } from '../../state/faults';
import type { World } from '../../state/world';
import { EFFECT_NAMES, effectText } from './effects';
import { choice, controlPage, field, moment, press, UI } from './frame';
import { words } from './words';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

function clockCard(world: World): Markup {
  const steps = [
    [HOUR, words.hour],
    [DAY, words.day],
    [30 * DAY, words.month],
    [90 * DAY, words.quarter],
  ] as const;
  const { offsetMs } = world.clock;
  const days = new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(offsetMs / DAY);
  const buttons = steps.map(
    ([ms, label]) => html`<button class="quiet" name="advance" value="${ms}">${label}</button>`,
  );
  const home = html`<button class="quiet" name="advance" value="${-offsetMs}">${words.today}</button>`;
  return html`<section class="card"><h2>${words.clock}</h2><p class="ui-hint">${words.clockLead}</p>
    <p class="ui-time">${moment(world.clock.now())}</p>
    <p class="ui-meta">${offsetMs === 0 ? words.inStep : words.moved(days)}</p>
    <form method="post" action="${UI}/clock" class="ui-row">${buttons}${offsetMs === 0 ? '' : home}</form></section>`;
}

function faultLine({ id, left, effect, rate, method, path, companyId, companyName }: StandingFault) {
  const where = [method, path, companyName, companyId].filter(Boolean).join(' · ');
  const often = [rate === undefined ? '' : words.percent(rate), words.left(left)].filter(Boolean).join(', ');
  return html`<li class="ui-split"><span><strong>${effectText(effect)}</strong><br />
    <span class="ui-meta">${where || words.everyCall} · ${often}</span></span>
    <span class="ui-row">${press(`faults/${id}/remove`, words.takeBack)}</span></li>`;
}

/** Methods and templates as one choice: `GET /companies`. */
const CALLS = ROUTES.map(({ method, template }) => `${method} ${template}`);

function faultsCard(world: World, companyId: string): Markup {
  const standing = world.faults.list();
  const list =
    standing.length === 0
      ? html`<p class="soft">${words.noFaults}</p>`
      : html`<ul class="ui-lines">${standing.map((fault) => faultLine(fault))}</ul>
        <div class="ui-row">${press('faults/clear', words.takeBackAll)}</div>`;
  const effects = EFFECT_NAMES.map((name) => [name, words.effects[name]] as const);
  const calls = [['*', words.everyCall] as const, ...CALLS.map((call) => [call, call] as const)];
  return html`<section class="card"><h2>${words.faults}</h2><p class="ui-hint">${words.faultsLead}</p>${list}
    <form method="post" action="${UI}/faults"><div class="ui-fields">
      ${choice('effect', words.whatHappens, effects)}${choice('call', words.where, calls)}
      ${field({ name: 'times', label: words.times, kind: 'number' })}
      ${field({ name: 'share', label: words.share, kind: 'number' })}</div>
      <p class="ui-hint">${words.shareHint}</p>
      ${field({ name: 'companyId', label: words.companyId, hint: words.optional, value: companyId })}
      <button>${words.add}</button></form></section>`;
}

function limitsCard({ companies, dailyCalls }: LimitValues): Markup {
  return html`<section class="card"><h2>${words.limits}</h2><p class="ui-hint">${words.limitsLead}</p>
    <form method="post" action="${UI}/limits"><div class="ui-fields">
      ${field({ name: 'companies', label: words.maxCompanies, kind: 'number', value: companies })}
      ${field({ name: 'dailyCalls', label: words.dailyCalls, kind: 'number', value: dailyCalls })}</div>
      <button class="quiet">${words.save}</button></form></section>`;
}

function profileCard(world: World): Markup {
  const now = behaviourOf(world);
  const names = PROFILE_NAMES.map((name) => [name, words.profiles[name]] as const);
  const seed = now.name === 'odd' ? now.seed : undefined;
  return html`<section class="card"><h2>${words.profile}</h2><p class="ui-hint">${words.profileLead}</p>
    <p class="ui-meta">${words.profiles[now.name]}${seed === undefined ? '' : ` · ${seed}`}</p>
    <form method="post" action="${UI}/profile"><div class="ui-fields">
      ${choice('name', words.profile, names)}
      ${field({ name: 'seed', label: words.seed, kind: 'number', hint: words.seedHint, value: seed })}</div>
      <button class="quiet">${words.set}</button></form></section>`;
}

function peopleCard(): Markup {
  const lines = PERSONAS.flatMap(({ name, businessName }) => {
    if (businessName === undefined) return [];
    const query = new URLSearchParams({ q: businessName }).toString();
    return html`<li><strong>${name}</strong><br />
      <a href="${UI}/businesses?${query}">${words.businessesOf(businessName)}</a></li>`;
  });
  return html`<section class="card"><h2>${words.people}</h2><p class="ui-hint">${words.peopleLead}</p>
    <ul class="ui-lines">${lines}</ul></section>`;
}

export function overviewPage(world: World, limits: LimitValues, c: Ctx): Promise<Response> {
  const body = html`<div class="ui-grid">
    <div class="ui-stack">${clockCard(world)}${profileCard(world)}${limitsCard(limits)}${peopleCard()}</div>
    ${faultsCard(world, c.req.query('companyId') ?? '')}</div>`;
  return controlPage(c, 'overview', words.overview, body);
}
