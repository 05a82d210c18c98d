// Package test: the packed tarball, installed into an empty folder without a network, answers a program and has its types.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);
const PACKAGE = fileURLToPath(new URL('.', import.meta.url));
const PROGRAM = `
import { AccordError, createClient } from 'accord-client';
const [url] = process.argv.slice(2);
const accord = createClient({ url, key: 'acc_test_1' });
const question = { product: 'lending', action: 'read', business: 'ext:1', dataType: 'invoices' };
const { problem } = await createClient({ url: 'http://127.0.0.1:1', key: 'k' }).explain(question);
console.log(await accord.can(question), problem instanceof AccordError);
`;

it('is one file without a dependency', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'accord-client-'));
  const server = createServer((request, response) => {
    request.resume();
    response.end('{"decision":true}');
  });
  try {
    await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: PACKAGE });
    const [tarball = ''] = await readdir(folder);
    await run('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${tarball}`], { cwd: folder });
    await writeFile(path.join(folder, 'program.mjs'), PROGRAM);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { stdout } = await run(process.execPath, ['program.mjs', url], { cwd: folder });
    expect(stdout).toBe('true true\n');

    const installed = path.join(folder, 'node_modules/accord-client/dist');
    const files = await readdir(installed);
    expect(files.filter((file) => file.endsWith('.js'))).toEqual(['client.js']);
    expect(await readFile(path.join(installed, 'client.js'), 'utf8')).not.toMatch(/^import /m);
    expect(await readFile(path.join(installed, 'client.d.ts'), 'utf8')).toContain('createClient');
  } finally {
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
});
