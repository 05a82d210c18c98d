// Frame of the provider pages: brand, language, and links that make a visit fail on purpose.
import type { Context } from 'hono';
import { html } from 'hono/html';
import { type Language, languageOf } from '../pages/language';
import { type Markup, page } from '../pages/layout';
import type { FlowScene } from './flow';
import { kindOf, type Words, wordsFor } from './words';

export function readerOf(c: Context): { language: Language; words: Words } {
  const language = languageOf(c.req.header('accept-language'));
  return { language, words: wordsFor(language) };
}

export const pathOf = ({ flow }: FlowScene) => `/link/flows/${flow.id}`;

function wrongBlock(words: Words, base: string): Markup {
  const button = (path: string, label: string) =>
    html`<form method="post" action="${base}/${path}"><button class="quiet">${label}</button></form>`;
  return html`<details class="wrong"><summary>${words.wrong}</summary>
    <form action="${base}/down"><button class="quiet">${words.providerDown}</button></form>
    ${button('provider-error', words.providerError)}${button('not-supported', words.notSupported)}
    ${button('finish', words.finish)}</details>`;
}

interface ProviderPage {
  title: string;
  body: Markup;
  /** Page after which nothing can fail. */
  isLast?: boolean;
  script?: string;
  status?: 200 | 400 | 503;
}

export function providerPage(
  c: Context,
  scene: FlowScene,
  { title, body, isLast = false, script, status = 200 }: ProviderPage,
): Promise<Response> {
  const { language, words } = readerOf(c);
  const { name, key, sourceType } = scene.integration;
  const parts = {
    language,
    title: `${title} · ${name}`,
    note: words.note(name),
    brand: { name, logo: `/logos/${key}.svg` },
    kind: kindOf(sourceType),
    ...(script ? { script } : {}),
    body: html`<section class="card">${body}</section>${isLast ? '' : wrongBlock(words, pathOf(scene))}`,
  };
  return page(c, parts, status);
}
