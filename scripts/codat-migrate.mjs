// Entry point of `npm run codat:migrate`: it never installs anything.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('commands/codat-migrate.ts', { install: false });
