// Entry point of `npm run codat:setup` and `npm run codat:check`: it never installs anything.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('codat.ts', { install: false });
