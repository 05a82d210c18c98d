// Entry point of `npm run reconcile`: it never installs anything.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('commands/reconcile.ts', { install: false });
