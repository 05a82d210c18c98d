// Run of checks that a test stops: its one stage starts processes in groups of their own, one of which ignores SIGTERM.
import { runStages } from '../../scripts/run-stages';

const deaf = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);`;
const plain = 'setInterval(() => {}, 1000);';
const stage = `
  const { spawn } = require('node:child_process');
  const { writeFileSync } = require('node:fs');
  const { tmpdir } = require('node:os');
  const options = { detached: true, stdio: 'ignore' };
  const pids = [${JSON.stringify(deaf)}, ${JSON.stringify(plain)}].map(
    (code) => spawn(process.execPath, ['-e', code], options).pid,
  );
  writeFileSync(process.argv[1], JSON.stringify({ pids: [process.pid, ...pids], folder: tmpdir() }));
  setInterval(() => {}, 1000);
`;
const [file = ''] = process.argv.slice(2);

await runStages(async (run) => {
  await run({ name: 'a stage', program: 'tsx/dist/cli.mjs', args: ['-e', stage, file] });
});
