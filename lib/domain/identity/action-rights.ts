// Permission table of actions and addresses: the action wrapper accepts only names in it.
import type { Right } from './authority';

export const ACTION_RIGHTS = {
  answerConsent: 'agree',
  renewConsent: 'agree',
  withdrawConsent: 'end',
  pauseConsent: 'end',
  resumeConsent: 'change',
  startConnection: 'connect',
  reconnect: 'connect',
  reportLink: 'connect',
  answerCheck: 'connect',
  signInAtBank: 'connect',
  requestPlatform: 'connect',
  reconfirmConnections: 'change',
  disconnectConnection: 'end',
  deleteConnection: 'delete',
  createShare: 'share',
  revokeShare: 'end',
  dismissNews: 'look',
  passOn: 'look',
} as const satisfies Record<string, Right>;

export type ActionName = keyof typeof ACTION_RIGHTS;

/** Actions of a person, with or without a business: only the way of signing in is checked. */
export const PERSON_RIGHTS = {
  chooseBusiness: 'look',
  openAgain: 'look',
  // The person who names a business becomes its owner.
  createBusiness: 'agree',
  endSession: 'end',
  endOtherSessions: 'end',
} as const satisfies Record<string, Right>;

export type PersonActionName = keyof typeof PERSON_RIGHTS;

/** Route handlers with an effect or a download, by the names of their folders in Next. */
export const ROUTE_RIGHTS = {
  '/api/uploads/[product]/[source]': 'files',
  '/api/reads': 'look',
  '/api/reads/stream': 'look',
  '/consents/export': 'look',
  '/consents/forecast.ics': 'look',
  '/consents/[id]/end.ics': 'look',
  '/consents/[id]/receipts/[receipt]/receipt.json': 'look',
  '/consents/[id]/receipts/[receipt]/receipt.pdf': 'look',
} as const satisfies Record<string, Right>;

/** A further right for a part of an action: stopping needs one, erasing data another. */
export function furtherRight(name: ActionName, form: Record<string, string>): Right | null {
  return name === 'withdrawConsent' && form.deletion === 'delete' ? 'delete' : null;
}
