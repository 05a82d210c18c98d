// Test helper of the hosted Link: reads a form off a page and submits it.
import { visit } from './client';

/** What a page would send if its first form were submitted as it stands. */
export function formOf(page: string): URLSearchParams {
  const fields = new URLSearchParams();
  const form = /<form method="post"[\s\S]*?<\/form>/.exec(page)?.[0] ?? '';
  for (const [input] of form.matchAll(/<input[^>]*>/g)) {
    const [, name = ''] = /name="([^"]*)"/.exec(input) ?? [];
    const [, value = ''] = /value="([^"]*)"/.exec(input) ?? [];
    const isBox = /type="(checkbox|radio)"/.test(input);
    if (!isBox || /\schecked/.test(input)) fields.append(name, value);
  }
  return fields;
}

export async function textAt(url: string, language = 'en'): Promise<string> {
  return (await visit(url, undefined, language)).text();
}

/** Repeated fields, as boxes send them. */
export function submit(url: string, form: URLSearchParams): Promise<Response> {
  return fetch(url, { method: 'POST', redirect: 'manual', body: form });
}
