// Entry point of `npm run subscribers`: it never installs anything.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('commands/subscribers.ts', { install: false });
