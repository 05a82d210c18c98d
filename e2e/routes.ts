// Census of pages: every page.tsx with its access. `e2e/journeys/once/isolation.spec.ts` compares it with the tree and visits each page.

export interface RouteEntry {
  /** File below app/, as Next sees it. */
  file: string;
  /** Address to visit. */
  path: string;
  access: 'public' | 'person' | 'customer' | 'staff';
}

/** An id that no connection has; `connections.spec.ts` visits real ones. */
const NOBODYS_CONNECTION = '00000000-0000-4000-8000-000000000000';

export const ROUTES: RouteEntry[] = [
  { file: '(public)/page.tsx', path: '/', access: 'public' },
  { file: '(public)/privacy/page.tsx', path: '/privacy', access: 'public' },
  { file: '(public)/help/page.tsx', path: '/help', access: 'public' },
  { file: '(public)/verify/page.tsx', path: '/verify', access: 'public' },
  { file: 'sign-in/page.tsx', path: '/sign-in', access: 'public' },
  { file: 'sign-in/link/page.tsx', path: '/sign-in/link', access: 'public' },
  // An invalid token: the page shows what a stranger sees.
  { file: 'share/[token]/page.tsx', path: '/share/x', access: 'public' },
  { file: 'share/return/page.tsx', path: '/share/return?state=x', access: 'public' },
  { file: 'demo/page.tsx', path: '/demo', access: 'public' },
  { file: 'demo/mail/page.tsx', path: '/demo/mail', access: 'public' },
  { file: '(customer)/welcome/page.tsx', path: '/welcome', access: 'person' },
  { file: '(customer)/acting/page.tsx', path: '/acting', access: 'person' },
  { file: '(customer)/businesses/page.tsx', path: '/businesses', access: 'person' },
  { file: '(customer)/sessions/page.tsx', path: '/sessions', access: 'person' },
  { file: '(customer)/home/page.tsx', path: '/home', access: 'customer' },
  { file: '(customer)/products/[product]/page.tsx', path: '/products/business-insights', access: 'customer' },
  {
    file: '(customer)/products/[product]/consent/page.tsx',
    path: '/products/business-insights/consent',
    access: 'customer',
  },
  {
    file: '(customer)/products/[product]/connect/page.tsx',
    path: '/products/business-insights/connect',
    access: 'customer',
  },
  {
    file: '(customer)/products/[product]/link/page.tsx',
    path: '/products/business-insights/link',
    access: 'customer',
  },
  {
    file: '(customer)/connect/return/page.tsx',
    path: '/connect/return?statusCode=200&state=x',
    access: 'customer',
  },
  {
    file: '(customer)/products/[product]/done/page.tsx',
    path: '/products/business-insights/done',
    access: 'customer',
  },
  {
    file: '(customer)/products/[product]/share/page.tsx',
    path: '/products/business-insights/share',
    access: 'customer',
  },
  {
    file: '(customer)/products/[product]/upload/[source]/page.tsx',
    path: '/products/business-insights/upload/accounting',
    access: 'customer',
  },
  {
    file: '(customer)/products/[product]/missing/page.tsx',
    path: '/products/business-insights/missing',
    access: 'customer',
  },
  {
    file: '(customer)/shares/[id]/page.tsx',
    path: '/shares/00000000-0000-4000-8000-000000000000',
    access: 'customer',
  },
  { file: '(customer)/connections/page.tsx', path: '/connections', access: 'customer' },
  {
    file: '(customer)/connections/[id]/page.tsx',
    path: `/connections/${NOBODYS_CONNECTION}`,
    access: 'customer',
  },
  {
    file: '(customer)/connections/[id]/reconnect/page.tsx',
    path: `/connections/${NOBODYS_CONNECTION}/reconnect`,
    access: 'customer',
  },
  {
    file: '(customer)/connections/[id]/disconnect/page.tsx',
    path: `/connections/${NOBODYS_CONNECTION}/disconnect`,
    access: 'customer',
  },
  {
    file: '(customer)/connections/[id]/delete/page.tsx',
    path: `/connections/${NOBODYS_CONNECTION}/delete`,
    access: 'customer',
  },
  {
    file: '(customer)/connections/[id]/check/page.tsx',
    path: `/connections/${NOBODYS_CONNECTION}/check`,
    access: 'customer',
  },
  { file: '(customer)/consents/page.tsx', path: '/consents', access: 'customer' },
  { file: '(customer)/consents/[id]/page.tsx', path: '/consents/business-insights', access: 'customer' },
  {
    file: '(customer)/consents/[id]/withdraw/page.tsx',
    path: '/consents/business-insights/withdraw',
    access: 'customer',
  },
  {
    file: '(customer)/consents/[id]/renew/page.tsx',
    path: '/consents/business-insights/renew',
    access: 'customer',
  },
  { file: '(customer)/reconfirm/page.tsx', path: '/reconfirm', access: 'customer' },
  {
    file: '(customer)/consents/[id]/pause/page.tsx',
    path: '/consents/business-insights/pause',
    access: 'customer',
  },
  {
    file: '(customer)/consents/[id]/why/page.tsx',
    path: '/consents/business-insights/why',
    access: 'customer',
  },
  { file: 'staff/page.tsx', path: '/staff', access: 'staff' },
  {
    file: 'staff/businesses/[id]/page.tsx',
    path: '/staff/businesses/00000000-0000-4000-8000-000000000000',
    access: 'staff',
  },
  {
    file: 'staff/businesses/[id]/on-request/[act]/[subject]/page.tsx',
    path: '/staff/businesses/00000000-0000-4000-8000-000000000000/on-request/withdraw/lending',
    access: 'staff',
  },
  { file: 'staff/decisions/page.tsx', path: '/staff/decisions', access: 'staff' },
];
