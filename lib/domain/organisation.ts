// Owns whether two names mean the same organisation: asked each time one is connected.

export interface Organisation {
  name: string;
  /** The platform's own id of it, where it passes one on. */
  id: string | null;
}

export type OrganisationVerdict =
  | 'same'
  /** Nothing was connected before, and it is called as the business is. */
  | 'first-fits'
  /** Nothing was connected before, and its name is another: trading names often differ from legal ones. */
  | 'first-differs'
  /** Another organisation than before. */
  | 'different';

/** Forms of companies where our customers are; they are written, shortened and left out at will. */
const LEGAL_FORMS = new Set(
  'ltd limited llp lp plc llc cic inc incorporated corp corporation pty ltee limitee sarl sas sasu eurl earl sa sci snc scop scm gmbh ag ug kg bv nv srl spa oy ab as aps'.split(
    ' ',
  ),
);

/** What is left of a name without case, accents, punctuation and legal forms at its ends. */
export function plainName(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    // Before words are told apart: S.A.R.L. is one, and so is L’Atelier with any apostrophe.
    .replace(/[.'’‘`´]/gu, '')
    .replace(/&/gu, ' and ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const isForm = (word: string | undefined) => word !== undefined && LEGAL_FORMS.has(word);
  let [start, end] = [0, words.length];
  while (end - start > 1 && isForm(words[end - 1])) end -= 1;
  while (end - start > 1 && isForm(words[start])) start += 1;
  const kept = words.slice(start, end).join(' ');
  // A name of signs alone is compared as it is.
  return kept === '' ? name.trim() : kept;
}

/**
 * Ids decide where both are known; else names do.
 * @param before what the customer last confirmed or connected; null at the first time
 * @param businessName what the business is called here
 */
export function compareOrganisation(
  before: Organisation | null,
  after: Organisation,
  businessName: string,
): OrganisationVerdict {
  const isSameName = (name: string) => plainName(name) === plainName(after.name);
  if (before === null) return isSameName(businessName) ? 'first-fits' : 'first-differs';
  if (before.id !== null && after.id !== null) return before.id === after.id ? 'same' : 'different';
  return isSameName(before.name) ? 'same' : 'different';
}
