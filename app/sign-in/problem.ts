// Mapping of the error codes of the sign-in page (its own and those of next-auth) to sentences.

export type SignInProblem = 'cancelled' | 'confirm' | 'expired' | 'unavailable' | 'outdated' | 'failed';

const PROBLEMS = new Map<string, SignInProblem>([
  ['cancelled', 'cancelled'],
  ['confirm', 'confirm'],
  ['AccessDenied', 'cancelled'],
  ['expired', 'expired'],
  ['outdated', 'outdated'],
  ['SessionRequired', 'expired'],
  ['unavailable', 'unavailable'],
  ['OAuthSignin', 'unavailable'],
  ['Configuration', 'unavailable'],
]);

/** Returns null when there was no error; an unknown code is still an error. */
export function problemOf(code: unknown): SignInProblem | null {
  if (code === undefined || code === '') return null;
  return (typeof code === 'string' ? PROBLEMS.get(code) : undefined) ?? 'failed';
}
