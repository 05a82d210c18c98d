// Entry point of the product commands: it never installs anything.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('products.ts', { install: false });
