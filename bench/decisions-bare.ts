// Baseline of the decision benchmark: node:http and postgres.js alone, which look up one row by its key and answer yes or no.
import { createServer } from 'node:http';
import postgres from 'postgres';

const [url = '', port = ''] = process.argv.slice(2);
const sql = postgres(url, { max: 10, onnotice: () => {} });

createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', async () => {
    const { subject, resource } = JSON.parse(
      Buffer.concat(parts).toString() || '{"subject":{},"resource":{}}',
    );
    const [company = '', type = ''] = String(resource.id).split('/');
    const [row] = await sql`
      select readable from bare where company_id = ${company} and product_id = ${String(subject.id)}`;
    const body = JSON.stringify({ decision: row?.readable.includes(type) === true });
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
      .end(body);
  });
}).listen(Number(port), '127.0.0.1');
