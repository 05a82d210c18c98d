// Entry point of `npm run advisories`: it never installs anything.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('advisories.ts', { install: false });
