// Classification of failures at a platform: by Codat's number, OAuth's error code, then the platform's words. Unknown ones get no finer reason.

export const FAILURE_REASONS = [
  'cancelled',
  'not-authorised',
  'no-organisation',
  'second-step',
  'platform-down',
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

/** As Codat or an address reports it: `code` is a number as text, `text` the platform's own words, cleaned. */
export interface FailureTold {
  code: string | null;
  text: string | null;
}

/** The most certain first: a standard's term before a word that any sentence may contain. */
const WORDS: readonly [FailureReason, RegExp][] = [
  ['cancelled', /access_denied|user_cancell?ed|cancell?ed|declined by (?:the )?user/],
  [
    'second-step',
    /\bmfa\b|\b2fa\b|multi.?factor|two.?factor|two.?step|second factor|one.?time (?:code|passcode)/,
  ],
  [
    'no-organisation',
    /no (?:valid |active |accessible )?(?:organi[sz]ation|tenant|compan(?:y|ies)|business|realm)|(?:organi[sz]ation|tenant|company) (?:was )?not (?:found|selected)/,
  ],
  [
    'platform-down',
    /temporarily_unavailable|server_error|service unavailable|bad gateway|timed? ?out|maintenance/,
  ],
  [
    'not-authorised',
    /unauthorized_client|insufficient|permission|not (?:an )?admin|forbidden|unauthori[sz]ed|not authori[sz]ed|de-?authori[sz]ed/,
  ],
];

const CODES: Readonly<Record<string, FailureReason>> = {
  '401': 'not-authorised',
  '403': 'cancelled',
  '429': 'platform-down',
  '502': 'platform-down',
  '503': 'platform-down',
  '504': 'platform-down',
};

/** The text says more than the number: Codat's 403 covers every visit that ended early. */
export function failureReason({ code, text }: FailureTold): FailureReason | null {
  const said = (text ?? '').toLowerCase();
  const byWords = WORDS.find(([, words]) => words.test(said))?.[0];
  return byWords ?? (code !== null && Object.hasOwn(CODES, code) ? (CODES[code] ?? null) : null);
}
