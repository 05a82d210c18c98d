// Command: checks production packages against published advisories, and says so when the registry gives no answer.
import { spawnSync } from 'node:child_process';
import { readAudit } from './advisories-read';

const { stdout } = spawnSync('npm', ['audit', '--json', '--omit=dev'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
});
const { code, lines } = readAudit(stdout ?? '');
console.log(lines.join('\n'));
process.exit(code);
