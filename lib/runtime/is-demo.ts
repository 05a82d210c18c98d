// Demo switch: the director's page exists in demo mode with a sandbox on this machine. Pure.
import { isLoopback } from './env-schema';

/** Both conditions, so that neither a setting nor an address alone lets a stranger sign in as a persona. */
export function isDemo(env: { ACCORD_MODE: string; CODAT_BASE_URL: string }): boolean {
  return env.ACCORD_MODE === 'demo' && isLoopback(env.CODAT_BASE_URL);
}
