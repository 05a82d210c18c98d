// Way into ending a connection because the customer asked: what is installed is what is used.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('commands/on-request.ts', { install: false });
