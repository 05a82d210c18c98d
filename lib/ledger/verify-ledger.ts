// Audit of the whole ledger: every chain, column, notice, receipt and standing, and the rights to change them.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { type LedgerReader, openLedgerReader, type Slice } from '@/db/ledger-reader';
import type { ChainHead } from '../domain/ledger/checkpoint';
import type { Task } from './verify-process';
import { type SliceReport, type Trust, verifySlice } from './verify-slice';

export type LedgerReport = SliceReport;

export interface VerifyOptions {
  /** Number of processes, by default one per core; a small ledger is audited in this process alone. */
  processes?: number;
  eventsPerSlice?: number;
  /** Heads of the newest genuine checkpoint: events that they cover need no new check of their signatures. */
  heads?: readonly ChainHead[];
  /** For tests that move the time of verbs, but not the demo's clock. */
  aheadMs?: number;
}

const EVENTS_PER_SLICE = 10_000;

function addTo(total: LedgerReport, part: SliceReport): void {
  total.companies += part.companies;
  total.events += part.events;
  total.receipts += part.receipts;
  for (const fault of part.faults) total.faults.push(fault);
}

interface Part {
  slice: Slice;
  trust: Trust;
}

/** Each part with the heads of its businesses. @param slices in the order of ids */
function partsOf(slices: readonly Slice[], trust: Omit<Trust, 'heads'>, heads: readonly ChainHead[]): Part[] {
  const sorted = heads.toSorted((a, b) => (a.companyId < b.companyId ? -1 : 1));
  let from = 0;
  return slices.map((slice) => {
    let to = from;
    while (to < sorted.length && (slice.to === null || (sorted[to]?.companyId ?? '') < slice.to)) to += 1;
    const own = sorted.slice(from, to);
    from = to;
    return { slice, trust: { ...trust, heads: own } };
  });
}

async function runHere(reader: LedgerReader, parts: Part[], total: LedgerReport): Promise<void> {
  const notices = new Map<string, boolean>();
  for (const { slice, trust } of parts) addTo(total, await verifySlice(reader, slice, notices, trust));
}

const READER = fileURLToPath(new URL('./verify-process.ts', import.meta.url));

/** Audits one part after another until none is left. */
async function runProcess(url: string, parts: Part[], total: LedgerReport): Promise<void> {
  const child = fork(READER, {
    // Rows become garbage at once: a larger young generation makes collecting them cheap.
    execArgv: ['--import', 'tsx', '--max-semi-space-size=32'],
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error('A process of the audit ended before its work was done; its reason stands above.');
  });
  ended.catch(() => {});
  try {
    for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
      child.send({ url, ...part } satisfies Task);
      const [report] = (await Promise.race([once(child, 'message'), ended])) as [SliceReport];
      addTo(total, report);
    }
  } finally {
    if (child.connected) child.disconnect();
    await ended.catch(() => {});
  }
}

/**
 * Each part is read in one snapshot, so that the audit can run during normal use.
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
    const parts = partsOf(slices, trust, options.heads ?? []);
    const processes = Math.min(options.processes ?? os.availableParallelism(), parts.length);
    if (processes === 1) await runHere(reader, parts, total);
    else await Promise.all(Array.from({ length: processes }, () => runProcess(url, parts, total)));
  } finally {
    await reader.close();
  }
  total.faults.sort((a, b) => (a.companyId < b.companyId ? -1 : a.companyId > b.companyId ? 1 : 0));
  return total;
}
