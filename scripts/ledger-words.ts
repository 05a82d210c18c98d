// Sentences of the ledger audit.
import type { LedgerGuard } from '../db/queries/ledger';
import type { LedgerFault } from '../lib/domain/ledger/ledger-audit';
import type { CheckpointFault } from '../lib/ledger/audit-checkpoints';

const CHAIN = {
  gap: 'an event is missing or appears twice',
  hash: 'the event is not what was written',
  previous: 'the event does not follow from the one before it',
};
const TIME = {
  back: 'its time is before that of the previous event',
  stamp: 'its time is far from the time at which the database stored it',
};
const RECEIPT = {
  missing: 'an event names it, and it is missing',
  'other-event':
    'it is signed for another event than the one that names it, or for an earlier content of that event',
  'no-event': 'it is signed for an event that does not exist; events were removed',
};

export function sentenceOf(fault: LedgerFault): string {
  const where = `business ${fault.companyId}`;
  switch (fault.kind) {
    case 'chain':
      return `${where}, event ${fault.seq}: ${CHAIN[fault.problem]}.`;
    case 'signature':
      return `${where}, event ${fault.seq}: none of RECEIPT_SIGNING_KEYS signed it; somebody else wrote it.`;
    case 'time':
      return `${where}, event ${fault.seq}: ${TIME[fault.problem]}.`;
    case 'unreceipted':
      return `${where}, event ${fault.seq}: events of its type have a receipt, and it names none.`;
    case 'column':
      return `${where}, event ${fault.seq}: the column ${fault.column} contradicts the event.`;
    case 'notice':
      return `${where}, event ${fault.seq}: the words with hash ${fault.hash} are missing or changed.`;
    case 'receipt':
      return `${where}, receipt ${fault.receiptId}: ${RECEIPT[fault.problem]}.`;
    case 'checkpoint':
      return `${where}, event ${fault.seq}: checkpoint ${fault.number} vouches for it, and it is not there any more; events were taken out or replaced.`;
    case 'standing':
      return `${where}: what stands is not what the events add up to.`;
    default:
      return fault satisfies never;
  }
}

const REFUSED = {
  unreadable: 'it is no checkpoint',
  'unknown-key': 'none of the keys signed it',
  signature: 'its content is not what was signed',
  heads: 'the heads in it are not those that were signed',
  number: 'its number differs from the one in its name',
  log: 'it does not follow from those before it',
};

export const refusedWords = (problem: keyof typeof REFUSED): string => REFUSED[problem];

export function checkpointSentence(fault: CheckpointFault): string {
  switch (fault.kind) {
    case 'checkpoint-missing':
      return fault.from === fault.to
        ? `checkpoint ${fault.from}: it was written, and is not there any more.`
        : `checkpoints ${fault.from} to ${fault.to}: they were written, and are not there any more.`;
    case 'checkpoint-refused':
      return `checkpoint ${fault.number}: ${REFUSED[fault.problem]}.`;
    case 'checkpoint-fork':
      return `checkpoint ${fault.number}: another one with this number is kept here; the ledger was told in two ways.`;
    case 'checkpoint-overdue':
      return 'No checkpoint was written in the last two hours.';
    case 'checkpoint-unreadable':
      return `The checkpoints in CHECKPOINT_DIR cannot be read (${fault.problem}).`;
    default:
      return fault satisfies never;
  }
}

export interface GuardWords {
  problems: string[];
  /** Not as it should be, but no proof of tampering. */
  warnings: string[];
}

export function guardWords(guards: readonly LedgerGuard[]): GuardWords {
  const names = (of: (guard: LedgerGuard) => boolean) =>
    guards
      .filter(of)
      .map(({ table }) => table)
      .join(', ');
  const [open, bare] = [names((guard) => guard.mayChange), names((guard) => !guard.isGuarded)];
  const loose = names((guard) => guard.mightChange && !guard.mayChange);
  return {
    problems: [
      ...(open === '' ? [] : [`The app's role may change ${open}; the next start takes that right away.`]),
      ...(bare === '' ? [] : [`The triggers that refuse changes are missing or switched off on ${bare}.`]),
    ],
    warnings:
      loose === ''
        ? []
        : [
            `The user of DATABASE_URL could change ${loose}; give the app a user of its own (README, Postgres).`,
          ],
  };
}
