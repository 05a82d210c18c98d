// Owns what is remembered of one customer's visit to a provider.
import type { LinkStatus } from '../domain/connection';
import type { RedirectResult } from '../domain/redirect';

export interface LinkFlow {
  id: string;
  companyId: string;
  connectionId: string;
  /** The link's own query: fills custom parameters of the redirect template. */
  custom: URLSearchParams;
  signedIn: boolean;
  outcome?: { status: LinkStatus; redirect: RedirectResult };
}
