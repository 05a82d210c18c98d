// Bootstrap before any TypeScript runs: it requires a recent Node, and packages as the lock file names them.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (...parts) => path.join(root, ...parts);

export function endWith(sentence) {
  console.error(sentence);
  process.exit(1);
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 9)) return;
  endWith(
    `Accord needs Node 20.9 or newer and this is ${process.versions.node}; install a newer one from https://nodejs.org (24 is the fastest).`,
  );
}

/** npm records what it installed; after a change of the lock file or an interrupted install the record differs. */
function isInstalled() {
  try {
    const read = (file) => JSON.parse(readFileSync(at(file), 'utf8')).packages;
    const installed = read('node_modules/.package-lock.json');
    return Object.entries(read('package-lock.json')).every(
      ([name, { version, optional }]) => name === '' || optional || installed[name]?.version === version,
    );
  } catch {
    return false;
  }
}

function patchesKey() {
  const hash = createHash('sha256');
  for (const name of readdirSync(at('patches')).sort())
    hash.update(name).update(readFileSync(at('patches', name)));
  return hash.digest('hex');
}

/** Runs to the end with its output in a log; a signal ends it together with this process, since both share a process group. */
function run(command, args, log) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', log, log],
      shell: process.platform === 'win32',
    });
    const end = (signal) => {
      child.kill(signal);
      process.exit(130);
    };
    process.on('SIGTERM', end).on('SIGINT', end);
    child.once('error', (error) => resolve(error.code ?? error.message));
    child.once('close', (code) => {
      process.off('SIGTERM', end).off('SIGINT', end);
      resolve(code);
    });
  });
}

function openLog() {
  try {
    mkdirSync(at('.data', 'logs'), { recursive: true });
    return openSync(at('.data', 'logs', 'install.log'), 'w');
  } catch (error) {
    return endWith(
      `${at('.data')} cannot be written (${error.code}); give yourself write access to the project folder.`,
    );
  }
}

const installLog = () => readFileSync(at('.data', 'logs', 'install.log'), 'utf8');

async function ensureInstalled() {
  const stamp = at('node_modules', '.accord-patches');
  if (!isInstalled()) {
    console.log('Installing packages…');
    // Explicit log level: `npm run -s` would pass its silence on, and errors have to be in the log.
    const options = ['--no-audit', '--no-fund', '--loglevel=notice'];
    let code = await run('npm', ['ci', ...options], openLog());
    // A lock file written behind a registry that lacks other platforms' optional packages is refused by `npm ci`;
    // `npm install` takes the same versions from it and only leaves those packages out.
    if (code !== 0 && code !== 'ENOENT' && installLog().includes('EUSAGE')) {
      code = await run('npm', ['install', '--no-save', ...options], openLog());
    }
    if (code === 'ENOENT')
      endWith('npm was not found; it comes with Node from https://nodejs.org, and must be on PATH.');
    if (code !== 0) {
      const said = installLog().trim().split('\n').slice(-12).join('\n');
      endWith(
        `${said}\nThe packages could not be installed; see the lines above and .data/logs/install.log, then try again.`,
      );
    }
  } else if (existsSync(stamp) && readFileSync(stamp, 'utf8') === patchesKey()) {
    return;
  }
  // Runs even when npm skips scripts: without its patch the driver slows down and can end the process.
  if ((await run(process.execPath, [at('node_modules/patch-package/index.js')], openLog())) !== 0) {
    endWith(
      'A patch in patches/ does not apply to the installed package; remove node_modules and try again.',
    );
  }
  writeFileSync(stamp, patchesKey());
}

/**
 * Runs a TypeScript file of this folder in this process. A file of `commands/` exports `main`: arguments in, exit code out.
 * @param {string} file name beside this one
 * @param {{ install: boolean }} options a production start installs nothing
 */
export async function runTypeScript(file, { install }) {
  requireNode();
  process.chdir(root);
  if (install) await ensureInstalled();
  else if (!existsSync(at('node_modules', 'tsx')))
    endWith('The packages are not installed; run npm ci first.');
  const { register } = await import('tsx/esm/api');
  register();
  const { main } = await import(pathToFileURL(at('scripts', file)).href);
  if (main !== undefined) process.exitCode = await main(process.argv.slice(2));
}
