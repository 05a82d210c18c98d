// Baseline of the webhook benchmark: node:http alone, which verifies and inserts one row, and nothing else.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import postgres from 'postgres';

const [url = '', port = '', key = ''] = process.argv.slice(2);
const sql = postgres(url, { max: 10, onnotice: () => {} });
const secret = Buffer.from(key, 'base64');

createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', async () => {
    const body = Buffer.concat(parts);
    const id = String(request.headers['webhook-id']);
    const at = String(request.headers['webhook-timestamp']);
    const given = Buffer.from(String(request.headers['webhook-signature']).slice(3), 'base64');
    const expected = createHmac('sha256', secret).update(`${id}.${at}.`).update(body).digest();
    const isSigned = given.length === expected.length && timingSafeEqual(given, expected);
    if (isSigned)
      await sql`insert into bare (id, body) values (${id}, ${body.toString()}) on conflict do nothing`;
    response.writeHead(isSigned ? 202 : 401, { 'content-length': 0 }).end();
  });
}).listen(Number(port), '127.0.0.1');
