// The census of pages: every page.tsx is here, with who may see it. `e2e/journeys/once/isolation.spec.ts` holds it to the tree and visits each one.

export interface RouteEntry {
  /** File below app/, as Next sees it. */
  file: string;
  /** Address to visit. */
  path: string;
  access: 'public' | 'person' | 'customer';
}

export const ROUTES: RouteEntry[] = [
  { file: '(public)/page.tsx', path: '/', access: 'public' },
  { file: '(public)/privacy/page.tsx', path: '/privacy', access: 'public' },
  { file: '(public)/help/page.tsx', path: '/help', access: 'public' },
  { file: 'sign-in/page.tsx', path: '/sign-in', access: 'public' },
  { file: 'demo/page.tsx', path: '/demo', access: 'public' },
  { file: '(customer)/welcome/page.tsx', path: '/welcome', access: 'person' },
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
    file: '(customer)/connect/return/page.tsx',
    path: '/connect/return?statusCode=200&state=x',
    access: 'customer',
  },
  {
    file: '(customer)/products/[product]/done/page.tsx',
    path: '/products/business-insights/done',
    access: 'customer',
  },
  { file: '(customer)/connections/page.tsx', path: '/connections', access: 'customer' },
  { file: '(customer)/consents/page.tsx', path: '/consents', access: 'customer' },
  { file: '(customer)/consents/[id]/page.tsx', path: '/consents/business-insights', access: 'customer' },
  {
    file: '(customer)/consents/[id]/withdraw/page.tsx',
    path: '/consents/business-insights/withdraw',
    access: 'customer',
  },
  {
    file: '(customer)/consents/[id]/pause/page.tsx',
    path: '/consents/business-insights/pause',
    access: 'customer',
  },
];
