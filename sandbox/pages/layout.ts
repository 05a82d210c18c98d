// Owns the frame around every page: document, sandbox note, brand, headers.
import type { Context } from 'hono';
import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Language } from './language';

export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

export interface PageParts {
  language: Language;
  title: string;
  /** The line at the top that says whom this page stands in for. */
  note: string;
  brand?: { name: string; logo?: string };
  /** Accounting, banks and stores do not look alike. */
  kind?: 'accounting' | 'banking' | 'commerce';
  body: Markup;
}

export const STYLE_PATH = '/pages/style.css';

const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'";

function document({ language, title, note, brand, kind, body }: PageParts): Markup {
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
</head>
<body class="${kind ?? 'accounting'}">
<header><p class="notice">${note}</p></header>
<main class="wrap">${mark}${body}</main>
</body>
</html>`;
}

export async function page(
  c: Context,
  parts: PageParts,
  status: 200 | 400 | 401 | 404 = 200,
): Promise<Response> {
  return c.html(await document(parts), status, {
    'cache-control': 'no-store',
    // No form-action: the answer to a form is a redirect to the app, which it would block.
    'content-security-policy': POLICY,
    'content-language': parts.language,
    'referrer-policy': 'no-referrer',
    vary: 'accept-language',
    'x-content-type-options': 'nosniff',
  });
}
