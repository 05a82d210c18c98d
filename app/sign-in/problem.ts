// Owns which sentence belongs to an error code of the sign-in page: ours, and those that next-auth adds itself.

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

/** Null when there was no error; a code nobody knows is still an error. */
export function problemOf(code: unknown): SignInProblem | null {
  if (code === undefined || code === '') return null;
  return (typeof code === 'string' ? PROBLEMS.get(code) : undefined) ?? 'failed';
}
