// Entry point of the ledger commands: it never installs anything.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('ledger.ts', { install: false });
