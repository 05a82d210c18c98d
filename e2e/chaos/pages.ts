// Workload driver over the real pages, as a browser without scripts: it gets a page, fills in its form and submits it.
import type { Act, Outcome } from './acts';

/** Form of an act: the page, the name of the button, and the values beside the hidden fields. */
interface Form {
  path: string;
  /** Field or button that only the wanted form has. */
  marker: string;
  filled: Record<string, string>;
}

const SOURCES = { 'source-Accounting': 'yes', 'source-Banking': 'yes', 'source-Commerce': 'yes' };

/** Returns null for acts without a page here: they call verbs. */
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

/** Attribute of the one form on the page that pauses. */
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

/** Returns the hidden fields of the form with the marker; null when no form of the page has it. */
export function hiddenFields(html: string, marker: string): [string, string][] | null {
  const form = [...html.matchAll(/<form[\s>].*?<\/form>/gs)].find(([text]) => text.includes(marker));
  if (form === undefined) return null;
  return [...form[0].matchAll(/<input[^>]*>/g)]
    .filter(([tag]) => attribute(tag, 'type') === 'hidden')
    .map(([tag]) => [attribute(tag, 'name'), attribute(tag, 'value')]);
}

/** @param token of the session. @returns `told` with the page that the customer is redirected to */
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
    // An error page may come after the work was done; the form with an error message does not.
    return { kind: answer.status >= 500 ? 'unknown' : 'refused', why: `answered ${answer.status}` };
  } catch (error) {
    return { kind: 'unknown', why: error instanceof Error ? error.name : 'unknown' };
  }
}
