// Owns the way into comparing one business with Codat: what is installed is what is used.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('commands/reconcile.ts', { install: false });
