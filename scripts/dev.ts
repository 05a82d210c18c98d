// Command: development. The same parts as the demo, with an app that follows changes of the sources.
import { runStack } from './run-stack';

await runStack('dev', ({ appUrl }) => {
  return `Accord follows your changes at ${appUrl}; its log is .data/logs/app.log. Ctrl-C stops it.`;
});
