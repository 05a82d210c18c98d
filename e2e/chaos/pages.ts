// Owns customers who use the real pages, with a browser that runs no scripts: it gets a page, fills in its form and sends it.
import type { Act, Outcome } from './acts';

/** What is done on a page: where it is, what the button is called there, and what is filled in besides what the page hides. */
interface Form {
  path: string;
  /** Of the field or the button that only the wanted form has. */
  marker: string;
  filled: Record<string, string>;
}

const SOURCES = { 'source-Accounting': 'yes', 'source-Banking': 'yes', 'source-Commerce': 'yes' };

/** Null for acts that have no page of their own here: verbs do those. */
export function formOf(act: Act): Form | null {
  switch (act.kind) {
    case 'agree':
      return {
        path: `/products/${act.productId}/consent`,
        marker: 'value="agree"',
        filled: { answer: 'agree', agree: 'yes', ...SOURCES },
      };
    case 'withdraw':
      return {
        path: `/consents/${act.productId}/withdraw`,
        marker: 'name="deletion"',
        filled: { deletion: act.deletion },
      };
    case 'pause':
      return { path: `/consents/${act.productId}/pause`, marker: PAUSE, filled: {} };
    default:
      return null;
  }
}

/** Stands in the one form of the page of pausing. */
const PAUSE = 'name="product"';
const PATIENCE_MS = 30_000;

const decoded = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
const attribute = (tag: string, name: string) =>
  decoded(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

/** The hidden fields of the form that has the marker; null when no form of the page has it. */
export function hiddenFields(html: string, marker: string): [string, string][] | null {
  const form = [...html.matchAll(/<form[\s>].*?<\/form>/gs)].find(([text]) => text.includes(marker));
  if (form === undefined) return null;
  return [...form[0].matchAll(/<input[^>]*>/g)]
    .filter(([tag]) => attribute(tag, 'type') === 'hidden')
    .map(([tag]) => [attribute(tag, 'name'), attribute(tag, 'value')]);
}

/** @param token of the session. @returns told where the page sends the customer on */
export async function onPages(
  origin: string,
  token: string,
  requestId: string,
  { path, marker, filled }: Form,
): Promise<Outcome> {
  const headers = { cookie: `accord.session=${token}; accord.locale=en`, 'x-request-id': requestId };
  const init = { headers, redirect: 'manual' as const, signal: AbortSignal.timeout(PATIENCE_MS) };
  try {
    const page = await fetch(origin + path, init);
    if (page.status >= 500) return { kind: 'refused', why: `no page (${page.status})` };
    const fields = hiddenFields(await page.text(), marker);
    if (fields === null) return { kind: 'refused', why: `nothing to press (${page.status})` };
    const form = new FormData();
    for (const [name, value] of [...fields, ...Object.entries(filled)]) form.append(name, value);
    const answer = await fetch(origin + path, {
      ...init,
      method: 'POST',
      headers: { ...headers, origin },
      body: form,
    });
    await answer.text();
    if (answer.status === 303) return { kind: 'told' };
    // An error page may come after the work was done; the form again with a sentence does not.
    return { kind: answer.status >= 500 ? 'unknown' : 'refused', why: `answered ${answer.status}` };
  } catch (error) {
    return { kind: 'unknown', why: error instanceof Error ? error.name : 'unknown' };
  }
}
