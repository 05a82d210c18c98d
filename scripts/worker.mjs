// Entry point of `npm run worker`: it never installs anything.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('worker.ts', { install: false });
