// Owns a bounded memory of API calls, so that tests can count them. Never bodies, keys or link passwords.

export interface LoggedRequest {
  method: string;
  template: string;
  /** 0 when the connection was cut and no answer went out. */
  status: number;
  at: string;
  companyId?: string;
}

export interface RequestLog {
  add(request: LoggedRequest): void;
  list(companyId?: string): LoggedRequest[];
  forget(companyId: string): void;
  clear(): void;
}

const KEPT = 5000;

export function createRequestLog(): RequestLog {
  let requests: LoggedRequest[] = [];
  return {
    add(request) {
      requests.push(request);
      // Cut in slabs: shifting one by one costs a copy per call.
      if (requests.length > KEPT * 1.2) requests = requests.slice(-KEPT);
    },
    list: (companyId) =>
      requests.filter((request) => companyId === undefined || request.companyId === companyId).slice(-KEPT),
    forget(companyId) {
      requests = requests.filter((request) => request.companyId !== companyId);
    },
    clear() {
      requests = [];
    },
  };
}
