// Span helper: a name and few attributes, never an id or an address. A no-op where tracing is disabled.

export type Trace = <T>(name: string, words: Record<string, string>, run: () => Promise<T>) => Promise<T>;

/** Kept on the process: Next loads this module once for pages and once for what runs beside them. */
const holder = globalThis as typeof globalThis & { accordTrace?: Trace };

/** @param name fixed words and patterns, such as `codat GET /companies/{companyId}` */
export function traced<T>(name: string, words: Record<string, string>, run: () => Promise<T>): Promise<T> {
  return holder.accordTrace === undefined ? run() : holder.accordTrace(name, words, run);
}

export function setTrace(trace: Trace | undefined): void {
  if (trace === undefined) delete holder.accordTrace;
  else holder.accordTrace = trace;
}
