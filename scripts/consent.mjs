// Entry point of `npm run consent`: it never installs anything.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('commands/on-request.ts', { install: false });
