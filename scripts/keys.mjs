// Entry point of `npm run keys`: it never installs anything.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('commands/keys.ts', { install: false });
