// Way into stopping or pausing an agreement because the customer asked: what is installed is what is used.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('commands/on-request.ts', { install: false });
