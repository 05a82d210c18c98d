// Owns reading one file out of a multipart request: larger than other bodies may be, and bytes instead of text.
import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { notValid } from '../http/errors';
import type { Ctx, Env } from '../http/http';
import { FILE_BYTES } from './upload-rules';

/** One file and what stands around it. */
const REQUEST_BYTES = FILE_BYTES + 64 * 1024;

/** Undefined: it came and was too large. */
const taken = new WeakMap<Request, Uint8Array | undefined>();

/** Undefined when it is more than may be. What is too much is read on and dropped, so that the answer arrives. */
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
 * Runs in front of what every call goes through: there the body is text of a quarter megabyte at most. In its place
 * stands a line that names the bytes, for the log and for whoever compares two requests under one key.
 */
export const keepBytes: MiddlewareHandler<Env> = async (c, next) => {
  // Hono runs it twice where a part of the path is spelled like the name of that part in the template.
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
  // A name is only a name: no folders, also when somebody unpacks the files.
  const name = file.name.replace(/^.*[\\/]/, '');
  return { name, bytes: new Uint8Array(await file.arrayBuffer()) };
}
