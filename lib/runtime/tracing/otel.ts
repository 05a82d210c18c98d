// OpenTelemetry set-up: redacted spans go to the collector. Loaded only where tracing is enabled.
import { SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  type ReadableSpan,
  type SpanExporter,
} from '@opentelemetry/sdk-trace-node';
import { onDrain } from '../graceful-shutdown';
import { currentRequest } from '../request-scope';
import { cleanAttributes, cleanSpanName } from './clean';
import { setTrace } from './spans';

/** Events and error messages are left out: they may contain any text. */
function cleaned(span: ReadableSpan): ReadableSpan {
  return Object.create(span, {
    name: { value: cleanSpanName(span.name, span.attributes) },
    attributes: { value: cleanAttributes(span.attributes) },
    events: { value: [] },
    links: { value: [] },
    status: { value: { code: span.status.code } },
  }) as ReadableSpan;
}

export function cleaning(exporter: SpanExporter): SpanExporter {
  return {
    export: (spans, done) => exporter.export(spans.map(cleaned), done),
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  };
}

/** @param endpoint of the collector, without `/v1/traces` */
export function beginTracing(endpoint: string, service: string): void {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  beginWith(cleaning(exporter), service);
}

export function beginWith(exporter: SpanExporter, service: string): NodeTracerProvider {
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register();
  const tracer = trace.getTracer('accord');
  setTrace((name, words, run) =>
    tracer.startActiveSpan(name, async (span) => {
      span.setAttributes({ 'accord.kind': name.split(' ', 1)[0] ?? '', ...prefixed(words) });
      const requestId = currentRequest();
      if (requestId !== undefined) span.setAttribute('request.id', requestId);
      try {
        return await run();
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    }),
  );
  // Spans from just before the end are sent too.
  onDrain(() => void provider.forceFlush().catch(() => {}));
  return provider;
}

const prefixed = (words: Record<string, string>) =>
  Object.fromEntries(Object.entries(words).map(([name, value]) => [`accord.${name}`, value]));
