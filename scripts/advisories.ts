// Check of the packages that production runs against published advisories: says what is known, and says so when nothing can be known.
import { spawnSync } from 'node:child_process';
import { readAudit } from './advisories-read';

const { stdout } = spawnSync('npm', ['audit', '--json', '--omit=dev'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
});
const { code, lines } = readAudit(stdout ?? '');
console.log(lines.join('\n'));
process.exit(code);
