import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { timeAnswers } from './http';
import { createLabels } from './labels';
import { createMeter } from './meter';
import { createFigureServer } from './process';
import { createPatterns } from './routes';
import { isAllowed } from './token';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** Series by name, as a collector reads them. @throws where the text is not as Prometheus takes it */
function parse(text: string): Map<string, { labels: string; value: number }[]> {
  const found = new Map<string, { labels: string; value: number }[]>();
  const typed = new Set<string>();
  const seen = new Set<string>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const type = /^# TYPE ([a-zA-Z_:][\w:]*) (counter|gauge|histogram|summary|untyped)$/.exec(line);
    if (type?.[1] !== undefined) {
      if (typed.has(type[1])) throw new Error(`typed twice: ${line}`);
      typed.add(type[1]);
      continue;
    }
    if (/^# HELP [a-zA-Z_:][\w:]* \S/.test(line)) continue;
    const sample =
      /^([a-zA-Z_:][\w:]*)(?:\{((?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\.)*",?)*)\})? (Na[Nn]|[+-]?Inf|[-+0-9.eE]+)$/.exec(
        line,
      );
    if (sample?.[1] === undefined) throw new Error(`unreadable: ${line}`);
    const [, name, labels = '', value] = sample;
    if (!typed.has(name) && !typed.has(name.replace(/_(bucket|sum|count|total)$/, ''))) {
      throw new Error(`without a type: ${line}`);
    }
    if (seen.has(`${name}{${labels}}`)) throw new Error(`twice: ${line}`);
    seen.add(`${name}{${labels}}`);
    found.set(name, [...(found.get(name) ?? []), { labels, value: Number(value) }]);
  }
  return found;
}

describe('the text', () => {
  it('is as Prometheus takes it, and has a figure for each kind of line', async () => {
    const meter = createMeter();
    meter.recordMetric({ event: 'action', action: 'withdrawConsent', status: 'redirected', ms: 12 });
    meter.recordMetric({
      event: 'codat.call',
      method: 'GET',
      path: '/companies/{companyId}',
      status: 'ok',
      ms: 80,
    });
    meter.recordMetric({
      event: 'codat.call',
      method: 'GET',
      path: '/companies/{companyId}',
      status: 429,
      ms: 5,
    });
    meter.recordMetric({
      event: 'codat.odd',
      method: 'GET',
      path: '/integrations',
      field: 'results[].sourceType',
    });
    meter.recordMetric({ event: 'job', kind: 'send-mail', status: 'done', ms: 30 });
    meter.recordMetric({ event: 'outbound', status: 'acknowledged', ms: 9 });
    meter.recordMetric({ event: 'webhook', status: 'kept' });
    meter.recordMetric({ event: 'consent', type: 'given' });
    meter.recordMetric({ event: 'something else', status: 'x' });
    meter.answered('GET', '/consents/[id]', 200, 0.2);
    const text = await meter.text([
      {
        name: 'accord_jobs',
        help: 'Owed work.',
        values: [{ labels: { kind: 'send-mail', state: 'dead' }, value: 3 }],
      },
    ]);
    const series = parse(text);
    const labelsOf = (name: string) => series.get(name)?.map(({ labels }) => labels);
    expect(labelsOf('accord_http_request_duration_seconds_count')).toEqual([
      'method="GET",route="/consents/[id]",status="200"',
    ]);
    expect(labelsOf('accord_codat_call_duration_seconds_count')).toEqual([
      'operation="GET /companies/{companyId}",status="ok"',
      'operation="GET /companies/{companyId}",status="429"',
    ]);
    expect(labelsOf('accord_codat_odd_fields_total')).toEqual(['operation="GET /integrations"']);
    expect(labelsOf('accord_action_duration_seconds_count')).toEqual([
      'action="withdrawConsent",status="redirected"',
    ]);
    expect(labelsOf('accord_job_duration_seconds_count')).toEqual(['kind="send-mail",status="done"']);
    expect(labelsOf('accord_delivery_duration_seconds_count')).toEqual(['outcome="acknowledged"']);
    expect(series.get('accord_webhooks_received_total')).toEqual([{ labels: 'status="kept"', value: 1 }]);
    expect(series.get('accord_consent_events_total')).toEqual([{ labels: 'type="given"', value: 1 }]);
    expect(series.get('accord_jobs')).toEqual([{ labels: 'kind="send-mail",state="dead"', value: 3 }]);
    expect([...series.keys()]).toContain('nodejs_eventloop_lag_seconds');
  });

  it('stays small and says nothing of anybody, whatever comes', async () => {
    const meter = createMeter();
    const ids: string[] = [];
    for (let n = 0; n < 3_000; n += 1) {
      const id = randomUUID();
      ids.push(id);
      const text = [id, `/consents/${id}`, `maya+${n}@example.test`, `${n}0000`, `kind-${n.toString(36)}`][
        n % 5
      ];
      meter.answered(text ?? '', text ?? '', 200, 0.1);
      meter.recordMetric({ event: 'job', kind: text, status: text, ms: 1, companyId: id });
      meter.recordMetric({
        event: 'codat.call',
        method: 'GET',
        path: `/companies/${text}`,
        status: 'ok',
        ms: 1,
      });
      meter.recordMetric({ event: 'action', action: text, status: text, ms: 1 });
      meter.recordMetric({ event: 'consent', type: text });
    }
    const text = await meter.text([]);
    const series = parse(text);
    for (const id of ids) expect(text.includes(id)).toBe(false);
    expect(text).not.toContain('example.test');
    for (const [name, rows] of series) {
      if (name.startsWith('accord_') && !name.endsWith('_bucket')) expect(rows.length).toBeLessThan(400);
    }
  });
});

describe('labels', () => {
  it.each([
    'GET /companies/{companyId}/connections',
    '/products/[product]/link',
    'delete-unused-connection',
    'other',
    '404',
    404,
  ])('%s may stand in one', (value) => {
    expect(createLabels()('x', value)).toBe(String(value));
  });
  it.each([
    randomUUID(),
    'maya@example.test',
    `evt_${'a1'.repeat(20)}`,
    'whsec_8UeR+LSWQD6mSJBKC57RSVNVjimgBq/UBauxixI9c5I=',
    'https://link.codat.io/company/x?token=1',
    '123456',
    'a\nb',
    'a"b',
    '',
    null,
    undefined,
    {},
    'x'.repeat(81),
  ])('%s may not', (value) => {
    expect(createLabels()('x', value)).toBe('other');
  });
});

it('finds the pattern of an address', () => {
  const pages = {
    staticRoutes: [{ page: '/home', regex: '^/home(?:/)?$' }],
    dynamicRoutes: [
      { page: '/products/[product]/link', regex: '^/products/([^/]+?)/link(?:/)?$' },
      { page: '/share/[token]', regex: '^/share/([^/]+?)(?:/)?$' },
    ],
  };
  const patternOf = createPatterns(pages, ['/api/health/live']);
  expect(patternOf('/home')).toBe('/home');
  expect(patternOf('/home/')).toBe('/home');
  expect(patternOf('/products/lending/link')).toBe('/products/[product]/link');
  expect(patternOf('/share/secret')).toBe('/share/[token]');
  expect(patternOf('/api/health/live')).toBe('/api/health/live');
  expect(patternOf('/_next/static/chunks/abc.js')).toBe('/_next');
  expect(patternOf('/wp-login.php')).toBe('other');
  expect(createPatterns(null, [])('/home')).toBe('other');
});

it('times every answer, also one that is cut', async () => {
  const told: [string, string, number | 'cut'][] = [];
  ends.push(
    timeAnswers(
      { answered: (method, route, status) => void told.push([method, route, status]) },
      createPatterns(null, ['/fine', '/cut']),
    ),
  );
  const server = createServer((request, response) => {
    if (request.url === '/cut') response.destroy();
    else response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => new Promise((resolve) => server.close(resolve)));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await fetch(`${url}/fine?token=secret`);
  await fetch(`${url}/cut`, { method: 'POST' }).catch(() => {});
  await expect
    .poll(() => told)
    .toEqual([
      ['GET', '/fine', 204],
      ['POST', '/cut', 'cut'],
    ]);
});

describe('whoever has the token', () => {
  it('is let in, and nobody else', () => {
    const token = 't'.repeat(40);
    expect(isAllowed(`Bearer ${token}`, token)).toBe(true);
    expect(isAllowed(`bearer ${token}`, token)).toBe(true);
    for (const header of [
      undefined,
      null,
      '',
      token,
      'Bearer ',
      `Bearer ${token}x`,
      `Bearer ${token.slice(1)}`,
      `Basic ${token}`,
    ]) {
      expect(isAllowed(header, token)).toBe(false);
    }
  });

  it('reads the figures on their port; other addresses are not there', async () => {
    const figures = { contentType: 'text/plain', text: async () => 'accord_up 1\n' };
    const open = createFigureServer(figures, undefined);
    const shut = createFigureServer(figures, 'secret-secret');
    const at = async (server: ReturnType<typeof createFigureServer>) => {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      ends.push(() => new Promise((resolve) => server.close(resolve)));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    };
    const [one, other] = [await at(open), await at(shut)];
    expect(await (await fetch(`${one}/metrics`)).text()).toBe('accord_up 1\n');
    expect((await fetch(`${one}/`)).status).toBe(404);
    expect((await fetch(`${one}/metrics`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${other}/metrics`)).status).toBe(401);
    const headers = { authorization: 'Bearer secret-secret' };
    expect((await fetch(`${other}/metrics`, { headers })).status).toBe(200);
  });
});
