// HTML document of every page: security headers, note that this is a sandbox, brand.
import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { randomHex } from '../random/ids';
import type { Language } from './language';

export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

export type PageKind = 'accounting' | 'banking' | 'commerce' | 'link';

export interface PageParts {
  language: Language;
  title: string;
  /** The line at the top that says whom this page stands in for. */
  note: string;
  brand?: { name: string; logo?: string };
  /** Accounting, banks, stores and the hosted link do not look alike. */
  kind?: PageKind;
  /** A stylesheet of the page's own, after the one all share. */
  sheet?: string;
  /** Optional script; the page must work without it. */
  script?: string;
  body: Markup;
}

export const STYLE_PATH = '/pages/style.css';

const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'";

function document(
  { language, title, note, brand, kind, sheet, body }: PageParts,
  script: Markup | '',
): Markup {
  // The tile repeats the name beside it, so it is decoration.
  const logo = brand?.logo ? html`<img src="${brand.logo}" alt="" width="44" height="44" />` : '';
  const mark = brand ? html`<div class="brand">${logo}<span>${brand.name}</span></div>` : '';
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>${title}</title>
<link rel="stylesheet" href="${STYLE_PATH}" />
${sheet ? html`<link rel="stylesheet" href="${sheet}" />` : ''}
</head>
<body class="${kind ?? 'plain'}">
<header><p class="notice">${note}</p></header>
<main class="wrap">${mark}${body}</main>
${script}
</body>
</html>`;
}

export async function page(
  c: Context,
  parts: PageParts,
  status: 200 | 400 | 401 | 404 | 503 = 200,
): Promise<Response> {
  const nonce = randomHex();
  const script = parts.script ? html`<script nonce="${nonce}">${raw(parts.script)}</script>` : '';
  return c.html(await document(parts, script), status, {
    'cache-control': 'no-store',
    // No form-action: the answer to a form is a redirect to the app, which it would block.
    'content-security-policy': parts.script ? `${POLICY}; script-src 'nonce-${nonce}'` : POLICY,
    'content-language': parts.language,
    'referrer-policy': 'no-referrer',
    vary: 'accept-language',
    'x-content-type-options': 'nosniff',
  });
}
