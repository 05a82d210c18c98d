// Rate limits as data: the counted key, the number, the window, the behaviour without the store, and the reason.

/**
 * The counted subject. `network`: the source of a request; for IPv6 wider networks count too, with more points.
 * Requests without a known source are not counted. `token`: a secret in the request, valid or not.
 */
export type CountedBy = 'network' | 'business' | 'person' | 'token';

export interface Limit {
  by: CountedBy;
  points: number;
  seconds: number;
}

export interface LimitSet {
  /** All of them must allow the request. */
  limits: readonly Limit[];
  /**
   * The behaviour while the store is down. `count-here`: each process counts alone, since a refusal would cost
   * customers more than a few calls too many. `refuse`: other people would bear the cost of the excess.
   */
  withoutStore: 'count-here' | 'refuse';
  why: string;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

export const LIMITS = {
  'sign-in-link': {
    limits: [{ by: 'network', points: 30, seconds: 15 * MINUTE }],
    withoutStore: 'refuse',
    why: 'One source must not write to many people. What one address gets is counted with its links.',
  },
  'share-create': {
    limits: [
      { by: 'business', points: 20, seconds: HOUR },
      { by: 'person', points: 30, seconds: HOUR },
    ],
    withoutStore: 'count-here',
    why: 'Each link is a door: a business needs a few of them, and a stolen session must not make hundreds.',
  },
  'share-look': {
    limits: [
      { by: 'token', points: 120, seconds: 15 * MINUTE },
      { by: 'network', points: 240, seconds: 15 * MINUTE },
    ],
    withoutStore: 'refuse',
    why: 'Messengers, mail scanners and people look often; whoever looks more is guessing. No guess is free when the store is gone.',
  },
  'share-use': {
    limits: [
      { by: 'token', points: 10, seconds: 10 * MINUTE },
      { by: 'network', points: 60, seconds: 10 * MINUTE },
    ],
    withoutStore: 'refuse',
    why: 'Each click costs calls to Codat, which counts them per day, and is made without an account.',
  },
  'pass-on': {
    limits: [
      { by: 'business', points: 20, seconds: HOUR },
      { by: 'person', points: 10, seconds: HOUR },
    ],
    withoutStore: 'count-here',
    why: 'Each one is a letter to every owner of the business; the same page is told once a day in any case.',
  },
  'codat-action': {
    limits: [
      { by: 'business', points: 40, seconds: 10 * MINUTE },
      { by: 'person', points: 60, seconds: 10 * MINUTE },
    ],
    withoutStore: 'count-here',
    why: 'Each click costs calls to Codat, which counts them per day for all customers together.',
  },
  'codat-poll': {
    limits: [
      { by: 'business', points: 40, seconds: 10 * MINUTE },
      { by: 'person', points: 40, seconds: 10 * MINUTE },
    ],
    withoutStore: 'count-here',
    why: 'Coming back from a platform must be seen at once; a page that is loaded over and over must not cost a call each time.',
  },
  'receipt-paper': {
    limits: [
      { by: 'business', points: 60, seconds: 10 * MINUTE },
      { by: 'person', points: 40, seconds: 10 * MINUTE },
    ],
    withoutStore: 'count-here',
    why: 'A receipt on paper takes a third of a second of a processor that serves everybody.',
  },
  'ledger-file': {
    limits: [
      { by: 'business', points: 12, seconds: 10 * MINUTE },
      { by: 'person', points: 12, seconds: 10 * MINUTE },
    ],
    withoutStore: 'count-here',
    why: 'The whole record of a business is read and written for each.',
  },
  'consent-change': {
    limits: [
      { by: 'business', points: 40, seconds: HOUR },
      { by: 'person', points: 60, seconds: HOUR },
    ],
    withoutStore: 'count-here',
    why: 'Each yes and each resuming is kept for ever, and letters go out about it. Pausing and stopping are always free.',
  },
  'link-callback': {
    limits: [{ by: 'person', points: 200, seconds: 10 * MINUTE }],
    withoutStore: 'count-here',
    why: 'A visit to the window tells about ten things. What it tells is a hint: what is dropped, Codat still knows.',
  },
  'verify-receipt': {
    limits: [{ by: 'network', points: 60, seconds: 10 * MINUTE }],
    withoutStore: 'count-here',
    why: 'Anybody may check a receipt without an account; here it costs our processor, in a browser it costs theirs.',
  },
  'api-key': {
    limits: [{ by: 'network', points: 120, seconds: MINUTE }],
    withoutStore: 'count-here',
    why: 'Counts requests without a valid key: a system with a wrong key repeats itself, and nobody may try keys without end.',
  },
  'csp-report': {
    limits: [{ by: 'network', points: 60, seconds: MINUTE }],
    withoutStore: 'count-here',
    why: 'Anybody can send reports, and a page that breaks the policy sends some dozens at once.',
  },
  'help-request': {
    limits: [
      { by: 'network', points: 20, seconds: HOUR },
      { by: 'person', points: 10, seconds: HOUR },
    ],
    withoutStore: 'refuse',
    why: 'Each one is read by a person.',
  },
  'platform-request': {
    limits: [
      { by: 'business', points: 20, seconds: HOUR },
      { by: 'person', points: 30, seconds: HOUR },
    ],
    withoutStore: 'count-here',
    why: 'A business misses a handful of platforms; each name and note is kept, and read by a person.',
  },
  reads: {
    limits: [
      { by: 'business', points: 600, seconds: 10 * MINUTE },
      { by: 'person', points: 240, seconds: 10 * MINUTE },
    ],
    withoutStore: 'count-here',
    why: 'Four open pages ask a hundred times where no stream comes through. Each time much is read here, and Codat may be asked.',
  },
  'file-upload': {
    limits: [
      { by: 'business', points: 60, seconds: HOUR },
      { by: 'person', points: 90, seconds: HOUR },
    ],
    withoutStore: 'count-here',
    why: 'Each file goes through us to Codat: three times as many as Codat takes at a time.',
  },
} as const satisfies Record<string, LimitSet>;

export type LimitName = keyof typeof LIMITS;
