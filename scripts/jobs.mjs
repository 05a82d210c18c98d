// Entry point of `npm run jobs`: it never installs anything.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('jobs.ts', { install: false });
