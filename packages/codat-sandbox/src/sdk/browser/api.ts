// API client of the embedded modules, with the errors that a page is told of.
import type { ErrorCallbackArgs } from '@codat/sdk-link-types';
import * as z from 'zod/mini';
import {
  connectionShape,
  type EmbedConnection,
  type EmbedSession,
  errorShape,
  linkShape,
  sessionShape,
  uploadShape,
} from '../shapes';
import type { Kind } from './settings';

// Compiling shapes needs eval, which the page's policy forbids and would report.
z.config({ jitless: true });

export class CallFailure extends Error {
  constructor(readonly args: ErrorCallbackArgs) {
    super(args.message);
  }
}

/** Token, origin or company are wrong: a retry does not help. */
const FINAL = [401, 403, 404];

export function failureArgs(error: unknown): ErrorCallbackArgs {
  if (error instanceof CallFailure) return error.args;
  return { message: error instanceof Error ? error.message : 'Unknown error.', userRecoverable: true };
}

async function failureOf(response: Response): Promise<CallFailure> {
  const parsed = errorShape.safeParse(await response.json().catch(() => undefined));
  const isFinal = FINAL.includes(response.status);
  return new CallFailure({
    errorCode: response.status,
    userRecoverable: !isFinal,
    ...(parsed.success
      ? { message: parsed.data.error, correlationId: parsed.data.correlationId }
      : { message: `The service answered ${response.status}.` }),
  });
}

export interface Api {
  session(): Promise<EmbedSession>;
  start(platformKey: string): Promise<EmbedConnection>;
  connection(connectionId: string): Promise<EmbedConnection>;
  link(connectionId: string): Promise<string>;
  disconnect(connectionId: string): Promise<EmbedConnection>;
  entity(connectionId: string, choice: 'keep' | 'back'): Promise<EmbedConnection>;
  consent(text: string): Promise<void>;
  upload(kind: Kind, file: File): Promise<z.infer<typeof uploadShape>>;
}

export interface Caller {
  /** Where the module came from. */
  base: string;
  token: string | undefined;
  companyId?: string;
  /** Aborts every call when the module is unmounted. */
  signal: AbortSignal;
}

export function createApi({ base, token, companyId, signal }: Caller): Api {
  async function call<T>(path: string, shape: z.ZodMiniType<T>, init: RequestInit = {}): Promise<T> {
    if (!token) {
      throw new CallFailure({ errorCode: 401, message: 'There is no accessToken.', userRecoverable: false });
    }
    const headers = { authorization: `Bearer ${token}`, ...init.headers };
    const response = await fetch(`${base}/embed${path}`, { ...init, headers, signal, credentials: 'omit' });
    if (!response.ok) throw await failureOf(response);
    return z.parse(shape, await response.json());
  }
  const post = <T>(path: string, shape: z.ZodMiniType<T>, body: object = {}) =>
    call(path, shape, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const one = (connectionId: string) => `/connections/${encodeURIComponent(connectionId)}`;

  return {
    session: () =>
      call(
        companyId === undefined ? '/session' : `/session?companyId=${encodeURIComponent(companyId)}`,
        sessionShape,
      ),
    start: (platformKey) => post('/connections', connectionShape, { platformKey }),
    connection: (id) => call(one(id), connectionShape),
    link: async (id) => (await post(`${one(id)}/link`, linkShape)).linkUrl,
    disconnect: (id) => post(`${one(id)}/disconnect`, connectionShape),
    entity: (id, choice) => post(`${one(id)}/entity`, connectionShape, { choice }),
    consent: async (text) => void (await post('/consents', z.object({}), { text })),
    upload(kind, file) {
      const body = new FormData();
      body.set('file', file);
      return call(`/uploads/${kind}`, uploadShape, { method: 'POST', body });
    },
  };
}
