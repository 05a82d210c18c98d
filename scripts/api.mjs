// Entry point of `npm run api`: it never installs anything.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('api.ts', { install: false });
