// Entry point of the receipt commands: it never installs anything.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('receipts.ts', { install: false });
