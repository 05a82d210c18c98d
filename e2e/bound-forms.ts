// Census of customer requests: every form, route and action is listed here, and is tried from a page that was made for another business.

/** Ids that the pages are about, in a business that has a form on each of them. */
export interface Places {
  connection: string;
  /** Connection that gives no access any more. */
  lost: string;
  /** Connection whose organisation has to be confirmed. */
  doubted: string;
  share: string;
  receipt: string;
  /** Path and query of a return from a platform at which the customer cancelled. */
  turnedRound: string;
}

export interface BoundForm {
  file: string;
  /** Number of form elements in the file. */
  tags: number;
  /** Actions of its forms; none where a form is sent to a route. */
  actions: readonly string[];
  path: (at: Places) => string;
  /** Fields that distinguish its forms from others of that page. */
  has: readonly string[];
}

const CUSTOMER = 'app/(customer)';
const PRODUCT = '/products/business-insights';

export const BOUND_FORMS: BoundForm[] = [
  {
    file: `${CUSTOMER}/products/[product]/consent/form.tsx`,
    tags: 1,
    actions: ['answerConsentAction'],
    path: () => '/products/revenue-advance/consent',
    has: ['noticeHash', 'answer'],
  },
  {
    file: `${CUSTOMER}/products/[product]/connect/picker.tsx`,
    tags: 1,
    actions: ['startConnectionAction'],
    path: () => `${PRODUCT}/connect`,
    has: ['platform'],
  },
  {
    file: `${CUSTOMER}/products/[product]/missing/form.tsx`,
    tags: 1,
    actions: ['requestPlatformAction'],
    path: () => `${PRODUCT}/missing`,
    has: ['kind', 'note'],
  },
  {
    file: `${CUSTOMER}/products/[product]/share/form.tsx`,
    tags: 1,
    actions: ['createShareAction'],
    path: () => `${PRODUCT}/share`,
    has: ['approval'],
  },
  {
    file: `${CUSTOMER}/products/[product]/upload/[source]/form.tsx`,
    tags: 1,
    actions: [],
    path: () => `${PRODUCT}/upload/banking`,
    has: ['file'],
  },
  {
    file: `${CUSTOMER}/shares/[id]/page.tsx`,
    tags: 1,
    actions: ['revokeShareAction'],
    path: ({ share }) => `/shares/${share}`,
    has: ['share'],
  },
  {
    file: `${CUSTOMER}/connect/return/page.tsx`,
    tags: 1,
    actions: ['reconnectAction', 'startConnectionAction'],
    path: ({ turnedRound }) => turnedRound,
    has: ['product', 'connection'],
  },
  {
    file: `${CUSTOMER}/connections/[id]/reconnect/page.tsx`,
    tags: 1,
    actions: ['reconnectAction'],
    path: ({ lost }) => `/connections/${lost}/reconnect`,
    has: ['connection', 'product'],
  },
  {
    file: `${CUSTOMER}/connections/[id]/disconnect/page.tsx`,
    tags: 1,
    actions: ['disconnectAction'],
    path: ({ connection }) => `/connections/${connection}/disconnect`,
    has: ['connection'],
  },
  {
    file: `${CUSTOMER}/connections/[id]/delete/page.tsx`,
    tags: 1,
    actions: ['deleteAction'],
    path: ({ connection }) => `/connections/${connection}/delete`,
    has: ['connection'],
  },
  {
    file: `${CUSTOMER}/connections/[id]/check/page.tsx`,
    tags: 2,
    actions: ['answerCheckAction'],
    path: ({ doubted }) => `/connections/${doubted}/check`,
    has: ['check', 'answer'],
  },
  {
    file: `${CUSTOMER}/reconfirm/form.tsx`,
    tags: 1,
    actions: ['reconfirmAction'],
    path: () => '/reconfirm',
    has: ['confirm-'],
  },
  {
    file: `${CUSTOMER}/reconfirm/banks.tsx`,
    tags: 1,
    actions: ['signInAtBankAction'],
    path: () => '/reconfirm',
    has: ['connection'],
  },
  {
    file: `${CUSTOMER}/consents/[id]/page.tsx`,
    tags: 1,
    actions: ['resumeAction'],
    path: () => '/consents/lending',
    has: ['product'],
  },
  {
    file: `${CUSTOMER}/consents/[id]/pause/page.tsx`,
    tags: 1,
    actions: ['pauseAction'],
    path: () => '/consents/business-insights/pause',
    has: ['product'],
  },
  {
    file: `${CUSTOMER}/consents/[id]/withdraw/form.tsx`,
    tags: 1,
    actions: ['withdrawAction'],
    path: () => '/consents/business-insights/withdraw',
    has: ['deletion'],
  },
  {
    file: `${CUSTOMER}/consents/[id]/renew/form.tsx`,
    tags: 1,
    actions: ['renewAction'],
    path: () => '/consents/cash-flow/renew',
    has: ['shownEnd'],
  },
  {
    file: `${CUSTOMER}/home/news.tsx`,
    tags: 1,
    actions: ['dismissNewsAction'],
    path: () => '/home',
    has: ['news'],
  },
  {
    file: `${CUSTOMER}/sessions/page.tsx`,
    tags: 2,
    actions: ['endSessionAction', 'endOtherSessionsAction'],
    path: () => '/sessions',
    has: ['here'],
  },
  {
    file: 'app/(public)/help/form.tsx',
    tags: 1,
    actions: [],
    path: () => '/help',
    has: ['message'],
  },
];

/** Forms that are about no business, or about one that they name; each with its reason. */
export const OPEN_FORMS: Record<string, string> = {
  'app/(customer)/acting/page.tsx': 'opens a page again for the business that is sealed into the form',
  'app/(customer)/authority/allowed.tsx':
    'stands only on pages of people without the right; its action is tried in `role-matrix.db.test.ts`',
  'app/(customer)/businesses/page.tsx': 'names the business that is chosen',
  'app/share/[token]/page.tsx': 'a colleague with a link acts by the link',
};

/**
 * Actions without a form that an owner is shown. `role-matrix.db.test.ts` tries each with forms made for another person, and
 * `once/right-business.spec.ts` tries the script's report in a browser.
 */
export const SCRIPTED_ACTIONS = ['reportLinkAction', 'passOnAction'];

export interface BoundDoor {
  file: string;
  path: (at: Places) => string;
  /** Among the same person's businesses, it answers for the one that its page was made for. */
  followsPage?: boolean;
}

/** Routes that give data of a business, with the parameter that says which business the page was made for. */
export const BOUND_DOORS: BoundDoor[] = [
  { file: `${CUSTOMER}/consents/export/route.ts`, path: () => '/consents/export' },
  { file: `${CUSTOMER}/consents/forecast.ics/route.ts`, path: () => '/consents/forecast.ics' },
  { file: `${CUSTOMER}/consents/[id]/end.ics/route.ts`, path: () => '/consents/business-insights/end.ics' },
  {
    file: `${CUSTOMER}/consents/[id]/receipts/[receipt]/receipt.json/route.ts`,
    path: ({ receipt }) => `/consents/business-insights/receipts/${receipt}/receipt.json`,
  },
  {
    file: `${CUSTOMER}/consents/[id]/receipts/[receipt]/receipt.pdf/route.ts`,
    path: ({ receipt }) => `/consents/business-insights/receipts/${receipt}/receipt.pdf`,
  },
  { file: 'app/api/reads/route.ts', path: () => '/api/reads?product=business-insights', followsPage: true },
  {
    file: 'app/api/reads/stream/route.ts',
    path: () => '/api/reads/stream?product=business-insights',
    followsPage: true,
  },
];

/** Routes that give no data of a session's business, or are tried as a form; each with its reason. */
export const OPEN_DOORS: Record<string, string> = {
  'app/access/v1/[...route]/route.ts': 'systems of the client, with a key of their own and no session',
  'app/api/uploads/[product]/[source]/route.ts': 'takes the form for files',
  'app/.well-known/authzen-configuration/route.ts': 'addresses of the decision API',
  'app/.well-known/jwks.json/route.ts': 'public keys',
  'app/v1/decisions/[id]/route.ts': 'systems of the client, with a key of their own and no session',
  'app/v1/openapi.json/route.ts': 'description of the decision API',
  'app/api/[...route]/route.ts': 'knows no session',
  'app/api/auth/[...nextauth]/route.ts': 'makes sessions',
  'app/api/auth/backchannel-logout/route.ts': 'is for the sign-in service, by its signature',
  'app/api/demo/mail/[mail]/route.ts': 'the inbox of the demo',
  'app/api/demo/mail/[mail]/[number]/route.ts': 'the inbox of the demo',
  'app/sign-in/start/route.ts': 'comes before a session',
  'app/staff/businesses/[id]/export/route.ts': 'is for staff, and names the business',
};
