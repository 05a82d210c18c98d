// Back navigation: where the arrow at the top leads.
import type { Screen } from './flow';

/** Nowhere from the first screens and from those that need an answer. */
export function backFrom(screen: Screen): Screen | undefined {
  switch (screen.at) {
    case 'platforms':
    case 'upload':
    case 'manage':
      return { at: 'main' };
    case 'consent':
      return { at: 'platforms', kind: screen.kind };
    case 'disconnect':
      return { at: 'manage' };
    case 'waiting':
    case 'declined':
      return screen.origin === 'manage' ? { at: 'manage' } : { at: 'main' };
    case 'loading':
    case 'failed':
    case 'landing':
    case 'main':
    case 'additional':
    case 'entity':
    case 'connected':
    case 'uploaded':
      return undefined;
    default:
      return screen satisfies never;
  }
}
