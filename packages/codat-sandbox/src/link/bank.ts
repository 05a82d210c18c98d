// Bank accounts on a provider's pages: the end of their numbers and their balances.
import { balanceOn, bankAccountsOf } from '../data/bank-accounts';
import { dayOf } from '../data/calendar';
import { recordsOf } from '../data/records';
import type { Language } from '../pages/language';
import type { World } from '../state/world';
import type { FlowScene } from './flow';

export interface AccountOnPage {
  name: string;
  masked: string;
  balance: string;
}

/** The accounts, numbers and balances that are read afterwards. */
export function accountsAt(
  world: World,
  { company, connection }: FlowScene,
  language: Language,
): AccountOnPage[] {
  const now = world.clock.now();
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
  return bankAccountsOf(recordsOf(company, now), { id: connection.id }).map((account) => {
    const format = new Intl.NumberFormat(locale, { style: 'currency', currency: account.currency });
    return {
      name: account.name,
      masked: `•••• ${account.number.slice(-4)}`,
      balance: format.format(balanceOn(account, dayOf(now) - 1) / 100),
    };
  });
}
