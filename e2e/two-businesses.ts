// Test helpers for two businesses in one browser: forms as a browser without scripts submits them, and a trace of every change.
import type { APIRequestContext } from '@playwright/test';
import { sql } from 'drizzle-orm';
import { ensureCodatCompany } from '../lib/company/ensure-codat-company';
import type { Ctx } from '../lib/context';
import type { Control } from './fixtures';
import { pdf } from './upload-stage';

export interface SentForm {
  path: string;
  action: string;
  fields: Record<string, string>;
}

export const decoded = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&');
const attributeOf = (tag: string, name: string) =>
  decoded(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

/** Every form of a page that changes something, as a browser without scripts would submit it. */
export async function formsOf(request: APIRequestContext, path: string): Promise<SentForm[]> {
  const html = await (await request.get(path, { timeout: 60_000 })).text();
  return [...html.matchAll(/<form[\s>].*?<\/form>/gs)].flatMap(([form]) => {
    const open = /<form[^>]*>/.exec(form)?.[0] ?? '';
    if (!/method="post"/i.test(open)) return [];
    const fields: Record<string, string> = {};
    for (const [tag] of form.matchAll(/<(?:input|button|textarea|select)[^>]*>/g)) {
      const name = attributeOf(tag, 'name');
      if (name !== '') fields[name] ??= attributeOf(tag, 'value');
    }
    return [{ path, action: attributeOf(open, 'action'), fields }];
  });
}

/** Values that a person types and ticks; other fields are sent as they are. */
const FILLED = {
  agree: 'yes',
  name: 'Pépite',
  note: 'two words',
  email: 'maya@example.test',
  message: 'Where is it?',
};

export async function send(request: APIRequestContext, { action, path, fields }: SentForm, cookie: string) {
  const filled = Object.entries(FILLED).filter(([name]) => name in fields);
  const file = 'file' in fields ? { file: fileOf() } : {};
  return request.post(action.startsWith('/api/') ? action : path, {
    multipart: { ...fields, ...Object.fromEntries(filled), ...file },
    maxRedirects: 0,
    headers: { cookie, 'accept-language': 'en', 'sec-fetch-site': 'same-origin' },
  });
}

function fileOf() {
  const { name, bytes } = pdf();
  return { name, mimeType: 'application/pdf', buffer: Buffer.from(bytes) };
}

/** Tables that people's actions change; the record of connections and letters changes by itself, too. */
const PEOPLES = [
  ...['consent_events', 'consents', 'receipts', 'organisation_checks', 'journeys', 'share_links'],
  ...['link_callbacks', 'uploads', 'platform_requests', 'notifications', 'help_requests'],
];

/** Everything that must not have changed: our records of each business, and the changes that Codat was asked for. */
export async function traces(control: Control, ...all: Ctx[]): Promise<unknown> {
  const found: unknown[] = [];
  for (const ctx of all) {
    const { companyId } = ctx;
    const records: Record<string, unknown> = {};
    for (const table of PEOPLES) {
      const [row] = await ctx.db.execute(
        sql`select count(*)::int as n, md5(string_agg(t::text, '' order by t::text)) as content from ${sql.identifier(table)} t where company_id = ${companyId}`,
      );
      records[table] = row;
    }
    const states = await ctx.db.execute(
      sql`select id, state from connections where company_id = ${companyId} order by id`,
    );
    const enqueued = await ctx.db.execute(
      sql`select count(*)::int as n from jobs where job->>'companyId' = ${companyId} and job->>'kind' ~ '^(unlink|delete|send-help|rename)'`,
    );
    found.push({
      records,
      states: [...states],
      enqueued: enqueued[0]?.n,
      changes: (await control.requests(await ensureCodatCompany(ctx)))
        // Settings of earlier agreements may reach Codat at any time.
        .filter(({ method, path }) => method !== 'GET' && !/data\/queue|syncSettings|products/i.test(path))
        .map(({ method, path }) => `${method} ${path}`),
    });
  }
  return found;
}
