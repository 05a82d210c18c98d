// Frame of the control page: tabs, outcome of the last form, date format, form fields.
import type { Context } from 'hono';
import { html } from 'hono/html';
import { type Markup, page } from '../../pages/layout';
import { words } from './words';

export const UI = '/_sandbox/ui';
export const SHEET_PATH = `${UI}/style.css`;

const TABS = ['overview', 'businesses', 'calls', 'messages', 'state'] as const;
export type Tab = (typeof TABS)[number];

const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export function pathOf(tab: Tab): string {
  return tab === 'overview' ? `${UI}/` : `${UI}/${tab}`;
}

function tabs(current: Tab): Markup {
  const links = TABS.map((tab) => {
    const here = tab === current ? html` aria-current="page"` : '';
    return html`<li><a href="${pathOf(tab)}"${here}>${words[tab]}</a></li>`;
  });
  return html`<nav aria-label="${words.nav}"><ul class="ui-tabs">${links}</ul></nav>`;
}

/** Shown once, after the redirect that follows every form. */
function outcome(c: Context): Markup | '' {
  const said = c.req.query('said');
  if (said === 'done') return html`<p class="ui-said" role="status">${words.done}</p>`;
  return said === 'problem' ? html`<p class="ui-said ui-bad" role="alert">${words.problem}</p>` : '';
}

export async function controlPage(
  c: Context,
  tab: Tab,
  title: string,
  body: Markup,
  status: 200 | 404 = 200,
): Promise<Response> {
  const response = await page(
    c,
    {
      language: 'en',
      title: `${title} · Sandbox`,
      note: words.note,
      sheet: SHEET_PATH,
      body: html`${tabs(tab)}${outcome(c)}<h1>${title}</h1>${body}`,
    },
    status,
  );
  response.headers.set('content-security-policy', POLICY);
  // A form that was refused leads back to the page it came from.
  response.headers.set('referrer-policy', 'same-origin');
  return response;
}

export function moment(ms: number): Markup {
  const text = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: 'UTC',
  }).format(ms);
  return html`<time datetime="${new Date(ms).toISOString()}">${text} UTC</time>`;
}

interface Field {
  name: string;
  label: string;
  hint?: string;
  value?: string | number | undefined;
  kind?: 'text' | 'number' | 'search';
}

/** Ids are made of the name, so a name may stand on a page once. */
export function field({ name, label, hint, value, kind = 'text' }: Field): Markup {
  const described = hint ? html` aria-describedby="${name}-hint"` : '';
  const numeric = kind === 'number' ? html` min="0" step="any" inputmode="decimal"` : '';
  return html`<div class="field"><label for="${name}">${label}</label>
    ${hint ? html`<p class="ui-hint" id="${name}-hint">${hint}</p>` : ''}
    <input id="${name}" name="${name}" type="${kind}"${numeric} value="${value ?? ''}" autocomplete="off"${described} />
  </div>`;
}

export function choice(name: string, label: string, options: readonly (readonly [string, string])[]): Markup {
  const lines = options.map(([value, text]) => html`<option value="${value}">${text}</option>`);
  return html`<div class="field"><label for="${name}">${label}</label>
    <select id="${name}" name="${name}">${lines}</select></div>`;
}

/** A form that is one button. */
export function press(path: string, label: string, kind: 'quiet' | 'danger' = 'quiet'): Markup {
  const look = kind === 'danger' ? 'quiet ui-danger' : kind;
  return html`<form method="post" action="${UI}/${path}"><button class="${look}">${label}</button></form>`;
}
