// Rule table: one entry per place where Codat's pages disagree or leave freedom, in the reading that is harder on a client.
import type { RuleName } from '../config/options';

interface Rule {
  /** What the profiles `documented` and `odd` do. */
  strict: string;
  /** What the profile `lenient` does. */
  lenient: string;
  /** The anchor in `docs/codat.md` under which the sources are named. */
  source: string;
}

export const RULES = {
  'unlink-linked-only': {
    strict: 'Only a Linked connection can be unlinked; any other answers 400.',
    lenient: 'A Deauthorized connection can be unlinked too.',
    source: 'unlink',
  },
  'first-read-by-settings': {
    strict: 'The sync settings of the client leave some types out of a first read.',
    lenient: 'A first read takes every type that the platform offers.',
    source: 'sync-settings',
  },
  'bank-access-stays': {
    strict: 'A bank may stay Linked for ever: no status tells that its customer has to agree again.',
    lenient: 'A bank is Deauthorized ninety days after its customer agreed.',
    source: 'bank-access',
  },
  'no-connection-info': {
    strict:
      'Connections carry no `connectionInfo`: no page names its keys. One that the control API named still does.',
    lenient: '`connectionInfo` names the organisation and the accounts.',
    source: 'organisation-name',
  },
  'optional-left-out': {
    strict: 'Optional fields without content are absent.',
    lenient: 'They are there, empty.',
    source: 'optional-fields',
  },
  'preview-spends-link': {
    strict: 'Any opening of a one-time link spends it, a preview (HEAD) too.',
    lenient: 'A preview does not spend it.',
    source: 'one-time-links',
  },
  'name-pattern': {
    strict: 'A company name with a character outside the published pattern is refused with 400.',
    lenient: 'Such characters are dropped without a word.',
    source: 'company-name',
  },
  'page-size-2000': {
    strict: 'Pages hold at most 2,000 results.',
    lenient: 'Pages hold at most 5,000 results.',
    source: 'paging',
  },
  'never-read-listed': {
    strict: 'Data status lists types that were never read, without a status.',
    lenient: 'Data status leaves them out.',
    source: 'data-status',
  },
  'company-deleted-alone': {
    strict: 'Deleting a company tells of the company only.',
    lenient: 'The end of each of its connections is told before.',
    source: 'webhook-events',
  },
} as const satisfies Record<RuleName, Rule>;

export const RULE_NAMES = Object.keys(RULES) as [RuleName, ...RuleName[]];
