// Request log: a bounded memory of API calls, without keys or link passwords.

export interface LoggedRequest {
  method: string;
  template: string;
  path: string;
  query?: string;
  /** Raw text, parsed when the log is read. */
  body?: string;
  /** The caller's own name for the call: its x-request-id. */
  requestId?: string;
  userAgent?: string;
  hasIdempotencyKey: boolean;
  /** 0 when the connection was cut and no answer went out. */
  status: number;
  at: string;
  ms: number;
  companyId?: string;
}

export interface RequestLog {
  add(request: LoggedRequest): void;
  /** Oldest first. */
  list(companyId?: string): LoggedRequest[];
  forget(companyId: string): void;
  clear(): void;
}

const KEPT = 5000;
const KEPT_CHARACTERS = 10_000_000;
const BODY_CHARACTERS = 4096;

const sizeOf = (request: LoggedRequest) => request.body?.length ?? 0;
const isOf = (companyId: string) => {
  const wanted = companyId.toLowerCase();
  return (request: LoggedRequest) => request.companyId?.toLowerCase() === wanted;
};

export function createRequestLog(): RequestLog {
  let requests: LoggedRequest[] = [];
  /** Index of the oldest kept entry: shifting one by one would cost a copy per call. */
  let first = 0;
  let characters = 0;

  function replace(kept: LoggedRequest[]): void {
    requests = kept;
    first = 0;
    characters = kept.reduce((sum, request) => sum + sizeOf(request), 0);
  }

  function drop(): void {
    for (; requests.length - first > KEPT || characters > KEPT_CHARACTERS; first += 1) {
      const oldest = requests[first];
      if (!oldest) return;
      characters -= sizeOf(oldest);
    }
    if (first > KEPT / 5) replace(requests.slice(first));
  }

  return {
    add(request) {
      requests.push(request);
      characters += sizeOf(request);
      drop();
    },
    list: (companyId) => {
      const all = requests.slice(first);
      return companyId === undefined ? all : all.filter(isOf(companyId));
    },
    forget(companyId) {
      const isGone = isOf(companyId);
      replace(requests.slice(first).filter((request) => !isGone(request)));
    },
    clear: () => replace([]),
  };
}

/** A longer body is cut; the mark at its end keeps it from ever reading as JSON. */
export function loggedBody(text: string): string {
  return text.length > BODY_CHARACTERS ? `${text.slice(0, BODY_CHARACTERS)}…` : text;
}
