// Entry point of `npm run business`: it never installs anything.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('business.ts', { install: false });
