// Multipart parser for one file, with a size limit of its own.
import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { notValid } from '../http/errors';
import type { Ctx, Env } from '../http/http';
import { FILE_BYTES } from './upload-rules';

/** Limit of a request: one file with its multipart frame. */
const REQUEST_BYTES = FILE_BYTES + 64 * 1024;

/** Undefined: the file was too large. */
const taken = new WeakMap<Request, Uint8Array | undefined>();

/** Undefined when the body is too large. The excess is read and dropped, so that the client receives the answer. */
async function bytesOf(c: Ctx): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = c.req.raw.body?.getReader();
  const read = () =>
    reader?.read().catch(() => {
      throw notValid('body', 'The body broke off.');
    });
  for (let next = await read(); next && !next.done; next = await read()) {
    size += next.value.byteLength;
    if (size <= REQUEST_BYTES) chunks.push(next.value);
  }
  return size > REQUEST_BYTES ? undefined : Buffer.concat(chunks);
}

/**
 * Runs before the middleware of the API, which takes a body for text of at most 256 kB. It leaves a line in place of the
 * bytes, with their digest, for the request log and the idempotency check.
 */
export const keepBytes: MiddlewareHandler<Env> = async (c, next) => {
  // Hono runs this twice where a path segment equals the name of its parameter.
  if (c.req.method === 'POST' && !taken.has(c.req.raw)) {
    const bytes = await bytesOf(c);
    taken.set(c.req.raw, bytes);
    const digest = bytes ? createHash('sha256').update(bytes).digest('hex') : 'too large';
    c.set('body', JSON.stringify({ file: digest }));
  }
  await next();
};

export async function fileIn(c: Ctx): Promise<{ name: string; bytes: Uint8Array }> {
  const bytes = taken.has(c.req.raw) ? taken.get(c.req.raw) : await bytesOf(c);
  if (!bytes) throw notValid('file', 'The file is larger than 10 MB.');
  const headers = { 'content-type': c.req.header('content-type') ?? '' };
  const form = await new Response(Buffer.from(bytes), { headers }).formData().catch(() => undefined);
  const file = form?.get('file');
  if (!(file instanceof File))
    throw notValid('file', 'Send one file as multipart/form-data, in the field file.');
  // File names lose their folders, so that a ZIP of them unpacks safely.
  const name = file.name.replace(/^.*[\\/]/, '');
  return { name, bytes: new Uint8Array(await file.arrayBuffer()) };
}
