// Verification of an export by an outsider: no database, no environment.
import { SetupProblem } from '../db/embedded/problem';
import { readPublicKeys } from '../lib/domain/receipt/receipt-keys';
import type { ExportFault } from '../lib/ledger/export-report';
import { verifyExport } from '../lib/ledger/verify-export';
import { readGiven } from './given-file';
import { sentenceOf } from './ledger-words';

const PROOF = {
  refused: 'none of the keys signed it as it stands',
  head: 'it does not hold what is said of this business',
  log: 'it does not follow from the one before it',
};
const FILE = {
  unreadable: 'it is no export of a ledger',
  lines: 'it was changed after it was made',
  events: 'it does not hold the events that it says',
};

function exportSentence(fault: ExportFault): string {
  switch (fault.kind) {
    case 'file':
      return `The file: ${FILE[fault.problem]}.`;
    case 'receipt-text':
      return `receipt ${fault.receiptId}: its content is not what was signed, or differs from its event.`;
    case 'proof':
      return `checkpoint ${fault.number ?? 'without a number'}: ${PROOF[fault.problem]}.`;
    default:
      return sentenceOf(fault);
  }
}

/** @returns the exit code */
export async function verifyFile(
  file: string,
  jwks: string,
  checkpoint: string | undefined,
): Promise<number> {
  const keys = readPublicKeys(await readGiven(jwks));
  if (keys === null)
    throw new SetupProblem(`${jwks} is no JWK set of public keys, as /.well-known/jwks.json has them.`);
  const given = checkpoint === undefined ? null : await readGiven(checkpoint);
  const { companyId, events, receipts, vouchedBy, isGivenSilent, faults } = await verifyExport(
    await readGiven(file),
    keys,
    given,
  );
  for (const fault of faults) console.error(exportSentence(fault));
  for (const { number, at, seq } of vouchedBy)
    console.log(`Checkpoint ${number} of ${at} vouches for event ${seq} and all before it.`);
  if (isGivenSilent) console.error('The given checkpoint has no entry for this business.');
  console.log(
    `${events} events and ${receipts} receipts of business ${companyId ?? 'unknown'}: ${faults.length === 0 ? 'sound' : 'NOT sound'}.`,
  );
  return faults.length === 0 ? 0 : 1;
}
