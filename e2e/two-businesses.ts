// Two businesses in one browser, as tests need them: forms as a browser without scripts sends them, and what sending leaves behind.
import type { APIRequestContext } from '@playwright/test';
import { sql } from 'drizzle-orm';
import { ensureCodatCompany } from '../lib/company/ensure-codat-company';
import { pauseConsent } from '../lib/consent/pause-consent';
import type { Ctx } from '../lib/context';
import { createShare } from '../lib/share/create-share';
import { agree, type Control, type SignedIn } from './fixtures';

export interface SentForm {
  path: string;
  action: string;
  fields: Record<string, string>;
}

export const decoded = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&');
const attributeOf = (tag: string, name: string) =>
  decoded(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

/** Every form of a page that changes something, as a browser without scripts would send it. */
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

/** Everything that may not have changed: our records of both businesses, and what Codat was asked about either. */
export async function traces(control: Control, ...all: Ctx[]): Promise<unknown> {
  const found: unknown[] = [];
  for (const ctx of all) {
    const count = async (table: string) => {
      const [row] = await ctx.db.execute(
        sql`select count(*)::int as n from ${sql.identifier(table)} where company_id = ${ctx.companyId}`,
      );
      return row?.n;
    };
    const owed = await ctx.db.execute(
      sql`select count(*)::int as n from jobs where job->>'companyId' = ${ctx.companyId} and job->>'kind' ~ '^(unlink|delete|send)'`,
    );
    found.push({
      events: await count('consent_events'),
      connections: await count('connections'),
      uploads: await count('uploads'),
      owed: owed[0]?.n,
      changes: (await control.requests(await ensureCodatCompany(ctx)))
        // What was agreed before is put in place at its own time.
        .filter(({ method, path }) => method !== 'GET' && !/data\/queue|syncSettings/i.test(path))
        .map(({ method, path }) => `${method} ${path}`),
    });
  }
  return found;
}

/** A business of which every page has something to send. @returns the pages, by the file they are made by */
export async function stage(control: Control, { ctx }: SignedIn): Promise<string[]> {
  await agree(ctx);
  await agree(ctx, 'cash-flow');
  await pauseConsent({ ...ctx, now: new Date() }, 'cash-flow');
  await control.connected(ctx, 'gbol');
  const [connection] = await ctx.db.execute(
    sql`select id from connections where company_id = ${ctx.companyId}`,
  );
  const secret = process.env.ACCORD_E2E_SECRET ?? '';
  const share = await createShare(
    ctx,
    { productId: 'business-insights', platformKey: 'gbol', needsApproval: false },
    secret,
  );
  const id = String(connection?.id);
  return [
    '/products/lending/consent',
    '/products/business-insights/connect',
    '/products/business-insights/missing',
    '/products/business-insights/share',
    `/shares/${share}`,
    `/connections/${id}/disconnect`,
    `/connections/${id}/delete`,
    '/consents/business-insights/withdraw',
    '/consents/business-insights/pause',
    '/consents/cash-flow',
  ];
}

export async function send(request: APIRequestContext, form: SentForm, cookie: string) {
  const fields = {
    ...form.fields,
    agree: 'yes',
    answer: form.fields.answer ? 'agree' : '',
    name: 'Pépite',
    note: 'two words',
  };
  const headers = { cookie, 'accept-language': 'en' };
  return request.post(form.path, { multipart: fields, maxRedirects: 0, headers });
}
