// Audit of the whole ledger: every chain, column, notice, receipt and standing, and the rights to change them.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { type LedgerReader, openLedgerReader, type Slice } from '@/db/ledger-reader';
import type { Task } from './verify-process';
import { type SliceReport, type Trust, verifySlice } from './verify-slice';

export type LedgerReport = SliceReport;

export interface VerifyOptions {
  /** As many as the machine has cores; a small ledger is read by this one alone. */
  processes?: number;
  eventsPerSlice?: number;
  /** Where a test moves the time of verbs, and not the clock of the demo. */
  aheadMs?: number;
}

const EVENTS_PER_SLICE = 10_000;

function addTo(total: LedgerReport, part: SliceReport): void {
  total.companies += part.companies;
  total.events += part.events;
  total.receipts += part.receipts;
  for (const fault of part.faults) total.faults.push(fault);
}

async function runHere(
  reader: LedgerReader,
  slices: Slice[],
  trust: Trust,
  total: LedgerReport,
): Promise<void> {
  const notices = new Map<string, boolean>();
  for (const slice of slices) addTo(total, await verifySlice(reader, slice, notices, trust));
}

const READER = fileURLToPath(new URL('./verify-process.ts', import.meta.url));

/** Takes the next part until none is left. */
async function runProcess(url: string, slices: Slice[], trust: Trust, total: LedgerReport): Promise<void> {
  const child = fork(READER, {
    // Read rows are garbage at once: a larger young generation makes collecting them cheap.
    execArgv: ['--import', 'tsx', '--max-semi-space-size=32'],
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error('A process of the audit ended before its work was done; its reason stands above.');
  });
  ended.catch(() => {});
  try {
    for (let slice = slices.shift(); slice !== undefined; slice = slices.shift()) {
      child.send({ url, slice, trust } satisfies Task);
      const [part] = (await Promise.race([once(child, 'message'), ended])) as [SliceReport];
      addTo(total, part);
    }
  } finally {
    if (child.connected) child.disconnect();
    await ended.catch(() => {});
  }
}

/**
 * Each part is read in one snapshot, so that the audit can run beside customers.
 * @param url of the app, or of a user who may use its role
 * @param keys all that ever signed; null where they are unknown, and signatures are not checked
 */
export async function verifyLedger(
  url: string,
  keys: Trust['keys'],
  options: VerifyOptions = {},
): Promise<LedgerReport> {
  const total: LedgerReport = { companies: 0, events: 0, receipts: 0, faults: [] };
  const reader = openLedgerReader(url);
  try {
    const slices = await reader.slices(options.eventsPerSlice ?? EVENTS_PER_SLICE);
    const trust = { keys, aheadMs: options.aheadMs ?? (await reader.reach()) };
    const processes = Math.min(options.processes ?? os.availableParallelism(), slices.length);
    if (processes === 1) await runHere(reader, slices, trust, total);
    else await Promise.all(Array.from({ length: processes }, () => runProcess(url, slices, trust, total)));
  } finally {
    await reader.close();
  }
  total.faults.sort((a, b) => (a.companyId < b.companyId ? -1 : a.companyId > b.companyId ? 1 : 0));
  return total;
}
