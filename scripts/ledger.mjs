// Owns the way into the ledger commands: what is installed is what is used.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('ledger.ts', { install: false });
