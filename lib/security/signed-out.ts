// Path list of pages that need a session, for the early redirect to sign-in. Pure; the pages guard themselves.

const SIGNED_IN_PAGES = [
  '/home',
  '/welcome',
  '/products',
  '/connections',
  '/connect',
  '/consents',
  '/sessions',
  '/staff',
];

export function wantsSignIn(path: string): boolean {
  // Colleagues without an account return there too; the page finds out whose trip it is.
  if (path === '/connect/return') return false;
  return SIGNED_IN_PAGES.some((page) => path === page || path.startsWith(`${page}/`));
}
