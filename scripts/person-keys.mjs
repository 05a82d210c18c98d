// Entry point of `npm run person-keys`: it never installs anything.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('commands/person-keys.ts', { install: false });
