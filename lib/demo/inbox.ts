// Client of the demo's mail server: reads the letters it received.
import { z } from 'zod';
import { toUpstream } from '../codat/failures';
import { createFetcher } from '../codat/fetcher';
import { Upstream } from '../errors';

const TIMEOUT_MS = 5_000;

const summary = z.object({
  id: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  /** The date in the letter, in business time. */
  writtenAt: z.iso.datetime(),
  attachments: z.array(z.object({ name: z.string(), contentType: z.string(), bytes: z.number() })),
});
const whole = summary.extend({ text: z.string(), html: z.string().nullable() });
const answer = z.object({ mails: z.array(summary) });

export type MailSummary = z.infer<typeof summary>;
export type WholeMail = z.infer<typeof whole>;
export type DemoInbox = ReturnType<typeof createDemoInbox>;

/**
 * @param codatBaseUrl of the sandbox
 * All methods throw Upstream when the sandbox does not answer or answers in an unexpected form.
 */
export function createDemoInbox(codatBaseUrl: string) {
  const root = new URL('/_sandbox/mail', codatBaseUrl).href;
  const fetchInTime = createFetcher(TIMEOUT_MS);

  async function send(method: 'GET' | 'DELETE', path = ''): Promise<Response | null> {
    const response = await fetchInTime(new URL(root + path), { method }).catch((error: unknown) => {
      throw toUpstream(error) ?? error;
    });
    if (response.status === 404) return null;
    if (!response.ok) throw new Upstream('unavailable', { answered: true, status: response.status });
    return response;
  }

  async function ask<T>(schema: z.ZodType<T>, path: string): Promise<T | null> {
    const response = await send('GET', path);
    if (response === null) return null;
    const read = schema.safeParse(await response.json().catch(() => undefined));
    if (!read.success) throw new Upstream('garbage', { answered: true, cause: read.error });
    return read.data;
  }

  return {
    /** Newest first. */
    list: async (): Promise<MailSummary[]> => (await ask(answer, ''))?.mails ?? [],
    find: (id: string): Promise<WholeMail | null> => ask(whole, `/${encodeURIComponent(id)}`),
    /** By number, from 0. */
    async attachment(id: string, number: number): Promise<ArrayBuffer | null> {
      const response = await send('GET', `/${encodeURIComponent(id)}/attachments/${number}`);
      return response === null ? null : response.arrayBuffer();
    },
    async clear(): Promise<void> {
      await send('DELETE');
    },
  };
}
