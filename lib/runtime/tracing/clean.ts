// Span redaction: patterns and numbers leave the process, but not the addresses that Next writes into spans.

/** Attributes without an address: methods, patterns, numbers. */
const KEPT = new Set([
  'http.method',
  'http.request.method',
  'http.route',
  'http.status_code',
  'http.response.status_code',
  'next.route',
  'next.rsc',
  'next.span_type',
  'request.id',
]);

type Attributes = Readonly<Record<string, unknown>>;

export function cleanAttributes<T extends Attributes>(attributes: T): Partial<T> {
  const kept = Object.entries(attributes).filter(([name]) => KEPT.has(name) || name.startsWith('accord.'));
  return Object.fromEntries(kept) as Partial<T>;
}

/** Accord's span names stay; Next's are replaced by their kind, since they contain addresses. */
export function cleanSpanName(name: string, attributes: Attributes): string {
  if (attributes['accord.kind'] !== undefined) return name;
  const type = attributes['next.span_type'];
  if (type === 'BaseServer.handleRequest') {
    return `${String(attributes['http.method'] ?? '')} ${String(attributes['http.route'] ?? 'unknown')}`.trim();
  }
  return typeof type === 'string' ? type : 'span';
}
