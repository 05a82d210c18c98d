// Metrics sink: receives each log line and a few events without one. A no-op where metrics are disabled.

type MetricsSink = (line: object) => void;

/** Kept on the process: Next loads this module once for pages and once for what runs beside them. */
const holder = globalThis as typeof globalThis & { accordMetricsSink?: MetricsSink };

export function recordMetric(line: object): void {
  holder.accordMetricsSink?.(line);
}

export function setMetricsSink(sink: MetricsSink | undefined): void {
  if (sink === undefined) delete holder.accordMetricsSink;
  else holder.accordMetricsSink = sink;
}
