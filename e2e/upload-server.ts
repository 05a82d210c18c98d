// Process under test that only receives files, so that a test can measure its memory.
import { createServer, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { connectDatabase } from '../db/client';
import type { Ctx } from '../lib/context';
import { receiveUpload } from '../lib/upload/receive-upload';
import { identified, makeCodat } from './factories';
import { readableOf } from './upload-stage';

interface Facts {
  databaseUrl: string;
  sandboxUrl: string;
  apiKey: string;
  companyId: string;
  userId: string;
}

const facts: Facts = JSON.parse(process.argv[2] ?? '');
const { db } = connectDatabase(facts.databaseUrl);
const codat = makeCodat({ url: facts.sandboxUrl, config: { apiKey: facts.apiKey } }, 5000);

function ctxNow(): Ctx {
  return {
    db,
    codat,
    now: new Date(),
    request: { requestId: crypto.randomUUID(), page: '/', locale: 'en', ipTruncated: null, userAgent: null },
    companyId: facts.companyId,
    actor: {
      kind: 'customer',
      userId: facts.userId,
      name: 'Maya Okafor',
      role: 'owner',
      identified: identified(new Date()),
    },
  };
}

/** Request body as a route gets it: Node's stream wrapped into a web stream, and unwrapped again. */
function bodyOf(request: IncomingMessage): Readable {
  const init = { method: 'POST', body: Readable.toWeb(request), duplex: 'half' } as unknown as RequestInit;
  const { body } = new Request('http://localhost/', init);
  return body === null ? Readable.from([]) : readableOf(body as Parameters<typeof readableOf>[0]);
}

let peak = 0;
const look = () => {
  const { rss, arrayBuffers } = process.memoryUsage();
  peak = Math.max(peak, arrayBuffers);
  return { rss, arrayBuffers, peak };
};
// Garbage is collected first, since it is no memory in use.
setInterval(() => {
  global.gc?.();
  // Buffers are freed a moment after the collection.
  setTimeout(look, 20);
}, 500).unref();

const server = createServer((request, response) => {
  const say = (body: unknown) => response.end(JSON.stringify(body));
  if (request.method === 'GET') {
    global.gc?.();
    say(look());
    peak = 0;
    return;
  }
  const contentType = request.headers['content-type'] ?? '';
  const input = {
    productId: 'lending',
    sourceType: 'Accounting' as const,
    contentType,
    body: bodyOf(request),
  };
  receiveUpload(ctxNow(), input).then(say, (error: unknown) => {
    response.statusCode = 500;
    say(String(error));
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
