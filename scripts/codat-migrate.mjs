// Entry of token migration: what is installed is what is used.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('commands/codat-migrate.ts', { install: false });
