// Package test: the packed tarball, installed into an empty folder without a network, is a sandbox that Codat's client can use.
import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import nodemailer from 'nodemailer';
import { afterAll, beforeAll, expect, it } from 'vitest';

const run = promisify(execFile);
const PACKAGE = fileURLToPath(new URL('.', import.meta.url));
/** As a stranger would write it. */
const SCRIPT = `
import { CodatPlatform } from '@codat/platform';
const [serverURL] = process.argv.slice(2);
const { apiKey } = await (await fetch(serverURL + '/_sandbox/config')).json();
const codat = new CodatPlatform({ serverURL, authHeader: 'Basic ' + Buffer.from(apiKey).toString('base64') });
const { id: companyId } = await codat.companies.create({ name: 'Wren Bakery' });
const requestBody = { platformKey: 'gbol' };
const { id: connectionId } = await codat.connections.create({ companyId, requestBody });
await fetch(serverURL + '/_sandbox/companies/' + companyId + '/connections/' + connectionId + '/authorize', { method: 'POST' });
const { results } = await codat.connections.list({ companyId });
const status = await codat.refreshData.get({ companyId });
console.log(JSON.stringify({ connections: results.map((each) => each.status), types: Object.keys(status) }));
`;
const IN_PROCESS = `
import { startSandbox } from 'codat-sandbox';
const sandbox = await startSandbox({ profile: { name: 'lenient' } });
console.log((await fetch(sandbox.url + '/_sandbox/config')).status, sandbox.profile.name);
await sandbox.close();
`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'codat-sandbox-'));
  await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: PACKAGE });
  const [tarball = ''] = await readdir(folder);
  // Its libraries are inside, so that there is nothing to fetch.
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${tarball}`], { cwd: folder });
  const sdk = path.dirname(createRequire(import.meta.url).resolve('@codat/platform'));
  await mkdir(path.join(folder, 'node_modules/@codat'));
  await symlink(sdk, path.join(folder, 'node_modules/@codat/platform'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function output(name: string, text: string, ...args: string[]): Promise<string> {
  await writeFile(path.join(folder, name), text);
  return (await run(process.execPath, [name, ...args], { cwd: folder })).stdout.trim();
}

it('starts with npx and answers Codat’s client, its modules, its issuer and its mail', async () => {
  // The client refuses a data status that names types without a status, as the documented reading does.
  const args = ['--offline', 'codat-sandbox', '--port', '0', '--profile', 'lenient'];
  const child = spawn('npx', args, { cwd: folder, detached: true });
  try {
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk));
    await expect.poll(() => said).toMatch(/^Sandbox ready at \S+, profile lenient\n$/);
    const url = said.replace(/^Sandbox ready at ([^,]+),[\s\S]*$/, '$1');
    const { connections, types } = JSON.parse(await output('script.mjs', SCRIPT, url));
    expect(connections).toEqual(['Linked']);
    expect(types).toContain('invoices');

    expect(await (await fetch(`${url}/link-sdk.js`)).text()).toContain('CodatLink');
    const discovery = await fetch(`${url}/oidc/.well-known/openid-configuration`);
    expect(await discovery.json()).toMatchObject({ issuer: `${url}/oidc` });
    const { smtpUrl } = (await (await fetch(`${url}/_sandbox/config`)).json()) as { smtpUrl: string };
    const letter = { from: 'a@example.com', to: 'b@example.com', subject: 'Hello', text: 'Hello' };
    await nodemailer.createTransport(smtpUrl).sendMail(letter);
    expect(await (await fetch(`${url}/_sandbox/mail`)).json()).toMatchObject({
      mails: [{ subject: 'Hello' }],
    });
  } finally {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  }
});

it('starts inside a test of somebody else', async () => {
  expect(await output('in-process.mjs', IN_PROCESS)).toBe('200 lenient');
});
