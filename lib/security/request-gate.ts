// Request gate before every HTTP server of this process: refuses by the header, drains the body, always answers.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { REFUSAL_HEADERS, type Refusal, type RefusingSite, refusalPage } from '../domain/http/refusal-page';
import {
  ALLOWED_METHODS,
  echoesRequestId,
  GATE_STATUS,
  type GateRefusal,
  isApi,
  mayBeSlow,
  refusalOf,
} from '../domain/http/request-gate';
import { LOCALE_COOKIE, pickLocale } from '../i18n/locale';
import { endAfterBody } from './drain-body';
import { followForm } from './form-post';
import type { Slot } from './page-slots';

interface Gate {
  site: RefusingSite;
  /** False for a header on which Next would fail. */
  isReadable?: (request: IncomingMessage) => boolean;
  /** False: a client's own X-Request-Id is replaced. */
  trustsRequestId?: boolean;
  /** Names of this site. Absent: any name is accepted. */
  hosts?: readonly string[];
  /** Milliseconds for a whole form. */
  patienceMs?: number;
  /** Whether a request may start, must wait, or exceeds the queue (null); absent: all may start. */
  enter?: (request: IncomingMessage) => Slot | null | undefined;
}

const PATIENCE_MS = 30_000;
/** An address without a page, so that the not-found page answers. */
const NOWHERE = '/unreadable-address';
/** Next's bare answers when it could render no page. */
const BARE: Record<string, Refusal> = { 'Internal Server Error': 'failed', 'Bad Request': 'unreadable' };

const PAGE_OF: Record<Exclude<GateRefusal, 'not-found'>, Refusal> = {
  method: 'unreadable',
  'no-length': 'unreadable',
  'too-large': 'too-large',
};

const isArrival = (message: unknown): message is { server: Server } =>
  typeof message === 'object' && message !== null && 'server' in message;

const CHANNEL = 'http.server.request.start';

/**
 * Applies from the first request of each server: Next's own is not reachable otherwise.
 * @returns a function that stops it for servers without a request so far
 */
export function gateRequests(gate: Gate): () => void {
  const known = new WeakSet<Server>();
  const stand = (message: unknown) => {
    if (!isArrival(message) || known.has(message.server)) return;
    const { server } = message;
    known.add(server);
    const handlers = server.listeners('request');
    server.removeAllListeners('request');
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (!isAdmitted(gate, request, response)) return;
      const handle = () => {
        for (const listener of handlers) Reflect.apply(listener, server, [request, response]);
      };
      const isForm = request.method === 'POST' && !isApi(request.url ?? '');
      inTurn(gate, request, response, isForm ? () => followForm(response, handle) : handle);
    });
  };
  subscribe(CHANNEL, stand);
  return () => unsubscribe(CHANNEL, stand);
}

function isAdmitted(gate: Gate, request: IncomingMessage, response: ServerResponse): boolean {
  const { method = '', url = '', headers } = request;
  if (gate.trustsRequestId !== true && !echoesRequestId(url)) headers['x-request-id'] = crypto.randomUUID();
  if (hasBody(request)) endAfterBody(request, response);
  const refusal = refusalOf({
    method,
    url,
    contentLength: headers['content-length'],
    isChunked: isChunked(request),
  });
  if (refusal === 'not-found' && !isApi(url)) request.url = NOWHERE;
  else if (refusal !== null) return refuse(gate, request, response, refusal);
  // Another name for this machine, such as one that a stranger's page points to it (DNS rebinding).
  if (gate.hosts !== undefined && headers.host !== undefined && !gate.hosts.includes(nameOf(headers.host))) {
    return answer(gate, request, response, 421, 'elsewhere');
  }
  if (gate.isReadable?.(request) === false) {
    return answer(gate, request, response, 400, 'unreadable');
  }
  explainBare(gate, request, response);
  return true;
}

/** Seconds. */
const RETRY_AFTER = 5;

function inTurn(gate: Gate, request: IncomingMessage, response: ServerResponse, begin: () => void): void {
  const slot = gate.enter?.(request);
  if (slot === null) {
    response.setHeader('retry-after', RETRY_AFTER);
    answer(gate, request, response, 429, 'too-many-at-once');
    return;
  }
  const start = () => {
    if (hasBody(request) && !mayBeSlow(request.url ?? '')) hurry(gate, request, response);
    begin();
  };
  if (slot !== undefined) response.once('close', slot.leave);
  if (slot === undefined || slot.isFree) start();
  else
    void slot.ready.then(() => {
      if (!response.closed) start();
    });
}

const isChunked = ({ headers }: IncomingMessage) => headers['transfer-encoding'] !== undefined;

const hasBody = (request: IncomingMessage) =>
  isChunked(request) || Number(request.headers['content-length'] ?? 0) > 0;

function refuse(gate: Gate, request: IncomingMessage, response: ServerResponse, refusal: GateRefusal): false {
  if (refusal === 'method') response.setHeader('allow', ALLOWED_METHODS.join(', '));
  const page = refusal === 'not-found' ? 'unreadable' : PAGE_OF[refusal];
  return answer(gate, request, response, GATE_STATUS[refusal], page, refusal);
}

function answer(
  gate: Gate,
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  page: Refusal,
  error: string = page,
): false {
  const { headers, body } = said(gate, request, page, error);
  response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body);
  return false;
}

/** A page for people, an error code for programs. */
function said({ site }: Gate, request: IncomingMessage, page: Refusal, error: string) {
  const isProgram = isApi(request.url ?? '');
  const body = isProgram ? JSON.stringify({ error }) : refusalPage(page, [languageOf(request)], site);
  const type = isProgram ? { 'content-type': 'application/json' } : {};
  return { body, headers: { ...REFUSAL_HEADERS, ...type, 'content-length': Buffer.byteLength(body) } };
}

/** Limits the time of a form, since an unfinished one occupies memory. */
function hurry(gate: Gate, request: IncomingMessage, response: ServerResponse): void {
  const timer = setTimeout(() => {
    if (!response.headersSent) answer(gate, request, response, 408, 'unreadable', 'too-slow');
    request.socket.destroySoon();
  }, gate.patienceMs ?? PATIENCE_MS).unref();
  const isOver = () => clearTimeout(timer);
  for (const end of ['end', 'close', 'error']) request.once(end, isOver);
  response.once('close', isOver);
}

/** Where no page could be rendered, people get a static one: without scripts nothing else explains the error. */
function explainBare(gate: Gate, request: IncomingMessage, response: ServerResponse): void {
  const end = response.end;
  response.end = function ended(this: ServerResponse, ...given: unknown[]): ServerResponse {
    const [text] = given;
    const page = typeof text === 'string' && !response.headersSent ? BARE[text] : undefined;
    if (page === undefined) return Reflect.apply(end, response, given);
    const { headers, body } = said(gate, request, page, page);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    return Reflect.apply(end, response, [request.method === 'HEAD' ? undefined : body]);
  } as ServerResponse['end'];
}

/** The name without its port. */
function nameOf(host: string): string {
  return host.replace(/:\d*$/, '').toLowerCase();
}

function languageOf({ headers }: IncomingMessage) {
  const cookies = (headers.cookie ?? '').split(/; ?/);
  const chosen = cookies.find((cookie) => cookie.startsWith(`${LOCALE_COOKIE}=`))?.split('=')[1];
  return pickLocale(chosen, headers['accept-language'] ?? null);
}
