// Owns which paths belong to signed-in customers, for the early way to sign-in. Pure; the pages guard themselves.

const CUSTOMER_PAGES = ['/home', '/welcome', '/products', '/connections', '/connect'];

export function wantsSignIn(path: string): boolean {
  return CUSTOMER_PAGES.some((page) => path === page || path.startsWith(`${page}/`));
}
