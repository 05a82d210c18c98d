// Worker process of the audit: receives one part of the ledger after another, and returns its findings.
import { type LedgerReader, openLedgerReader, type Slice } from '@/db/ledger-reader';
import { type Trust, verifySlice } from './verify-slice';

/** The address comes by message: other users can see a process's arguments and environment. */
export interface Task {
  url: string;
  slice: Slice;
  trust: Trust;
}

let reader: LedgerReader | undefined;
const notices = new Map<string, boolean>();

// An unhandled rejection ends the process, with its reason on the terminal.
process.on('message', async ({ url, slice, trust }: Task) => {
  reader ??= openLedgerReader(url);
  process.send?.(await verifySlice(reader, slice, notices, trust));
});
process.once('disconnect', () => process.exit());
