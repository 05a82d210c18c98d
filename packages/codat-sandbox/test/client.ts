// Test client: a started sandbox, a small API client, a customer without a browser.
import { randomUUID } from 'node:crypto';
import { CodatPlatform } from '@codat/platform';
import type { z } from 'zod';
import type { Sandbox, SandboxOptions } from '../src/config/options';
import { startSandbox } from '../src/server';
import { companySchema, connectionSchema } from './schemas/company';

export function authHeader(key: string): string {
  return `Basic ${Buffer.from(key).toString('base64')}`;
}

export interface CallInit {
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

export interface TestSandbox extends Sandbox {
  call(method: string, path: string, init?: CallInit): Promise<Response>;
  sdk: CodatPlatform;
}

export async function startForTest(options: SandboxOptions = {}): Promise<TestSandbox> {
  const sandbox = await startSandbox(options);
  const authorization = authHeader(sandbox.config.apiKey);
  const sdk = new CodatPlatform({
    authHeader: authorization,
    serverURL: sandbox.url,
    retryConfig: { strategy: 'none' },
    timeoutMs: 5000,
  });
  return {
    ...sandbox,
    sdk,
    call: (method, path, { body, headers, signal } = {}) =>
      fetch(`${sandbox.url}${path}`, {
        method,
        headers: { authorization, 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        ...(signal ? { signal } : {}),
      }),
  };
}

export async function createCompany(sandbox: TestSandbox, name: string = randomUUID()) {
  return companySchema.parse(await (await sandbox.call('POST', '/companies', { body: { name } })).json());
}

export type ConnectionJson = z.infer<typeof connectionSchema>;

export async function createConnection(sandbox: TestSandbox, companyId: string, platformKey = 'gbol') {
  const path = `/companies/${companyId}/connections`;
  const response = await sandbox.call('POST', path, { body: { platformKey } });
  return connectionSchema.parse(await response.json());
}

export async function getConnection(sandbox: TestSandbox, companyId: string, id: string) {
  const response = await sandbox.call('GET', `/companies/${companyId}/connections/${id}`);
  return connectionSchema.parse(await response.json());
}

/** Control API: the same effect as the customer authorising. */
export function authorize(sandbox: TestSandbox, companyId: string, id: string): Promise<Response> {
  return sandbox.call('POST', `/_sandbox/companies/${companyId}/connections/${id}/authorize`);
}

export async function advance(sandbox: TestSandbox, advanceMs: number): Promise<void> {
  await sandbox.call('POST', '/_sandbox/clock', { body: { advanceMs } });
}

/** A customer's browser in one function: opens, or posts a form, and does not follow redirects. */
export function visit(url: string, form?: Record<string, string>, language = 'en'): Promise<Response> {
  return fetch(url, {
    redirect: 'manual',
    headers: { 'accept-language': language },
    ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
  });
}

export function locationOf(response: Response, base: string): string {
  return new URL(response.headers.get('location') ?? '', base).href;
}

/** Opens a link and signs in; the address of the visit, to which a choice can be posted. */
export async function signInAt(sandbox: TestSandbox, linkUrl: string): Promise<string> {
  const flow = locationOf(await visit(linkUrl), sandbox.url);
  await visit(`${flow}/sign-in`, { user: 'demo', password: 'demo' });
  return flow;
}
