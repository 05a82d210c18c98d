// Metrics registry of this process: counts log lines and answers. Loaded only where metrics are enabled.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { createLabels } from './labels';

/** Seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** One measurement of the database. */
export interface Reading {
  name: string;
  help: string;
  values: { labels: Record<string, string>; value: number }[];
}

export interface Meter {
  contentType: string;
  recordMetric(line: object): void;
  /** @param seconds from the first byte of the request to the end of the answer */
  answered(method: string, route: string, status: number | 'cut', seconds: number): void;
  /** All metrics in Prometheus' text format. */
  text(readings: readonly Reading[]): Promise<string>;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

export function createMeter(): Meter {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const timed = <N extends string>(name: string, help: string, labelNames: readonly N[]) => {
    const labels = createLabels();
    const histogram = new Histogram({ name, help, labelNames, buckets: BUCKETS, registers });
    return (values: Record<N, unknown>, ms: unknown) => {
      if (typeof ms === 'number') histogram.observe(bounded(labels, labelNames, values), ms / 1000);
    };
  };
  const counted = <N extends string>(name: string, help: string, labelNames: readonly N[]) => {
    const labels = createLabels();
    const counter = new Counter({ name, help, labelNames, registers });
    return (values: Record<N, unknown>) => counter.inc(bounded(labels, labelNames, values), 1);
  };

  const requests = timed('accord_http_request_duration_seconds', 'Answers by the pattern of their route.', [
    'method',
    'route',
    'status',
  ]);
  const actions = timed('accord_action_duration_seconds', 'Forms that were sent.', ['action', 'status']);
  const codat = timed('accord_codat_call_duration_seconds', 'Calls to Codat.', ['operation', 'status']);
  const jobs = timed('accord_job_duration_seconds', 'Attempts at owed work.', ['kind', 'status']);
  const deliveries = timed('accord_delivery_duration_seconds', 'Attempts to tell a subscriber.', ['outcome']);
  const webhooks = counted('accord_webhooks_received_total', 'Messages of Codat by what became of them.', [
    'status',
  ]);
  const odd = counted(
    'accord_codat_odd_fields_total',
    'Fields of Codat that could not be read, each counted once in the life of a process.',
    ['operation'],
  );
  const consents = counted('accord_consent_events_total', 'Entries that were written to the ledger.', [
    'type',
  ]);

  return {
    contentType: registry.contentType,
    answered: (method, route, status, seconds) =>
      requests({ method: METHODS.includes(method) ? method : 'other', route, status }, seconds * 1000),
    recordMetric(line) {
      const { event, status, ms, ...rest } = line as Record<string, unknown>;
      switch (event) {
        case 'action':
          return actions({ action: rest.action, status }, ms ?? 0);
        case 'codat.call':
          return codat({ operation: `${String(rest.method)} ${String(rest.path)}`, status }, ms);
        case 'codat.odd':
          return odd({ operation: `${String(rest.method)} ${String(rest.path)}` });
        case 'job':
          return jobs({ kind: rest.kind, status }, ms);
        case 'outbound':
          return deliveries({ outcome: status }, ms);
        case 'webhook':
          return webhooks({ status });
        case 'consent':
          return consents({ type: rest.type });
        default:
      }
    },
    async text(readings) {
      const own = new Registry();
      for (const { name, help, values } of readings) {
        if (values.length === 0) continue;
        const labelNames = [...new Set(values.flatMap(({ labels }) => Object.keys(labels)))];
        const gauge = new Gauge({ name, help, labelNames, registers: [own] });
        for (const { labels, value } of values) gauge.set(labels, value);
      }
      return `${await registry.metrics()}\n${await own.metrics()}`;
    },
  };
}

function bounded<N extends string>(
  labels: ReturnType<typeof createLabels>,
  names: readonly N[],
  values: Record<N, unknown>,
): Record<N, string> {
  return Object.fromEntries(names.map((name) => [name, labels(name, values[name])])) as Record<N, string>;
}
