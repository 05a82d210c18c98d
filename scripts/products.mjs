// Owns the way into the product commands: what is installed is what is used.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('products.ts', { install: false });
