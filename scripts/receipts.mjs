// Owns the way into the receipt commands: what is installed is what is used.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('receipts.ts', { install: false });
