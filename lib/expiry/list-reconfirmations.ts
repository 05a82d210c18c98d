// Owns what the page of banks to confirm knows: each bank that needs the customer, as Codat says it is now.
import { lookAtConnections } from '../connection/look-at-connections';
import type { Ctx } from '../context';
import { type BankEnd, listEnds } from './list-ends';

export interface Reconfirmations {
  /** A tick is enough. */
  here: BankEnd[];
  /** Only signing in at the bank helps. */
  atBank: BankEnd[];
}

/** Codat is asked first: access that was lost cannot be confirmed here. When it does not answer, what was known counts. */
export async function listReconfirmations(ctx: Ctx): Promise<Reconfirmations> {
  await lookAtConnections(ctx);
  const banks = (await listEnds(ctx)).filter((end): end is BankEnd => end.kind === 'bank');
  return {
    here: banks.filter(({ way }) => way === 'tick'),
    atBank: banks.filter(({ way }) => way === 'sign-in'),
  };
}
