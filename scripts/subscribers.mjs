// Owns the way into the commands about subscribers: what is installed is what is used.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('commands/subscribers.ts', { install: false });
