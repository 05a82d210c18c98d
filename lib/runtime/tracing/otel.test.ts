import { context, propagation, trace } from '@opentelemetry/api';
import { InMemorySpanExporter } from '@opentelemetry/sdk-trace-node';
import { afterEach, expect, it } from 'vitest';
import { inRequest } from '../request-scope';
import { cleanAttributes, cleanSpanName } from './clean';
import { beginWith, cleaning } from './otel';
import { setTrace, traced } from './spans';

afterEach(() => {
  setTrace(undefined);
  trace.disable();
  context.disable();
  propagation.disable();
});

it('our spans are sent with the request they belong to', async () => {
  const kept = new InMemorySpanExporter();
  const provider = beginWith(cleaning(kept), 'accord');
  const result = await inRequest('request-1', () =>
    traced('job send-mail', { kind: 'job' }, () =>
      traced('codat GET /companies/{companyId}', { kind: 'codat' }, async () => 5),
    ),
  );
  expect(result).toBe(5);
  await expect(
    traced('job x', { kind: 'job' }, () => Promise.reject(new Error('a secret'))),
  ).rejects.toThrow();
  await provider.forceFlush();
  const spans = kept.getFinishedSpans();
  expect(spans.map(({ name }) => name)).toEqual([
    'codat GET /companies/{companyId}',
    'job send-mail',
    'job x',
  ]);
  expect(spans[0]?.attributes).toEqual({ 'accord.kind': 'codat', 'request.id': 'request-1' });
  expect(spans[0]?.parentSpanContext?.spanId).toBe(spans[1]?.spanContext().spanId);
  expect(spans[2]?.status).toEqual({ code: 2 });
});

it('addresses, and what is in them, do not leave', async () => {
  const kept = new InMemorySpanExporter();
  const provider = beginWith(cleaning(kept), 'accord');
  const secret = 'tok_very-secret';
  const tracer = trace.getTracer('next.js');
  const span = tracer.startSpan(`GET /share/${secret}`, {
    attributes: {
      'http.method': 'GET',
      'http.target': `/share/${secret}`,
      'http.route': '/share/[token]',
      'http.status_code': 200,
      'next.span_name': `GET /share/${secret}`,
      'next.span_type': 'BaseServer.handleRequest',
    },
  });
  span.recordException(new Error(secret));
  span.setStatus({ code: 2, message: secret });
  span.end();
  tracer
    .startSpan(`fetch GET https://api.codat.io/${secret}`, {
      attributes: { 'http.url': secret, 'next.span_type': 'AppRender.fetch', 'net.peer.name': secret },
    })
    .end();
  tracer.startSpan(secret).end();
  await provider.forceFlush();
  const sent = kept
    .getFinishedSpans()
    .map(({ name, attributes, events, status }) => ({ name, attributes, events, status }));
  expect(JSON.stringify(sent)).not.toContain(secret);
  expect(sent.map(({ name }) => name)).toEqual(['GET /share/[token]', 'AppRender.fetch', 'span']);
  expect(sent[0]?.attributes).toMatchObject({ 'http.route': '/share/[token]', 'http.status_code': 200 });
});

it('without a tracer the work is done all the same', async () => {
  expect(await traced('job x', {}, async () => 7)).toBe(7);
});

it('cleans by what is known, not by what is suspected', () => {
  expect(cleanAttributes({ 'http.route': '/a', 'url.full': 'x', 'accord.kind': 'job', other: 1 })).toEqual({
    'http.route': '/a',
    'accord.kind': 'job',
  });
  expect(
    cleanSpanName('POST /x/1', { 'next.span_type': 'BaseServer.handleRequest', 'http.method': 'POST' }),
  ).toBe('POST unknown');
});
