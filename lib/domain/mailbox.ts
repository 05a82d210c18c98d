// Canonical mailbox for limits: spellings of an address that reach one person count as one. Never an address to write to. Pure.
import { foldAddress } from './sign-in-link';

/** Providers that ignore dots before the @. */
const WITHOUT_DOTS = new Set(['gmail.com', 'googlemail.com']);

export function mailboxOf(address: string): string {
  const folded = foldAddress(address.normalize('NFKC'));
  const at = folded.lastIndexOf('@');
  const domain = domainOf(folded.slice(at + 1));
  // What follows the plus is the person's own label at nearly every provider.
  const local = folded.slice(0, Math.max(at, 0)).replace(/(.)\+.*$/, '$1');
  if (!WITHOUT_DOTS.has(domain)) return `${local}@${domain}`;
  return `${local.replaceAll('.', '')}@gmail.com`;
}

/** As the name system knows it: without a final dot, and in ASCII. */
function domainOf(text: string): string {
  const bare = text.replace(/\.+$/, '');
  return URL.canParse(`http://${bare}`) ? new URL(`http://${bare}`).hostname : bare;
}
