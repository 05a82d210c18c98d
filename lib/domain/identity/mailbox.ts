// Canonical mailbox for rate limits: all spellings of one address count as one. Never an address to write to. Pure.
import { domainToASCII } from 'node:url';
import { foldAddress } from './sign-in-link';

/** Providers that ignore dots before the @. */
const WITHOUT_DOTS = new Set(['gmail.com', 'googlemail.com']);

export function mailboxOf(address: string): string {
  const folded = foldAddress(address.normalize('NFKC'));
  const at = folded.lastIndexOf('@');
  const domain = domainOf(folded.slice(at + 1));
  // The part after the plus is a label of the person's own at nearly every provider.
  const local = folded.slice(0, Math.max(at, 0)).replace(/(.)\+.*$/, '$1');
  if (!WITHOUT_DOTS.has(domain)) return `${local}@${domain}`;
  return `${local.replaceAll('.', '')}@gmail.com`;
}

/** The domain as in DNS: in ASCII, without a final dot. Any other text stays as it is. */
function domainOf(text: string): string {
  const bare = text.replace(/[.\s]+$/, '');
  // The parser of addresses would cut at these characters, and drop the rest.
  const ascii = /[\s/?#@:\\[\]%<>^|]/.test(bare) ? '' : domainToASCII(bare);
  return (ascii || bare).replace(/[.\s]+$/, '');
}
