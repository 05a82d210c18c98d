// Types of Codat's embedded Link: the published ones, with the fields they lack.
import type { CodatLinkOptions, CodatLinkProps, CodatTextOptionsKeys } from '@codat/sdk-link-types';

export type LinkKind = 'accounting' | 'banking' | 'commerce';
type Section = 'purpose' | 'access' | 'accountInformation' | 'platformData' | 'retention';

/** Codat made the headings of a consent screen configurable in August 2026; the newest package, 1.10.1, is older. */
export type LinkTextKey = CodatTextOptionsKeys | `${LinkKind}.consents.headers.${Section}`;

export type LinkText = Partial<Record<LinkTextKey, string>>;

export type LinkOptions = Omit<CodatLinkOptions, 'text'> & {
  /** For the styles that it writes; supported since April 2026, and missing in 1.10.1 too. */
  nonce: string;
  text: LinkText;
};

export type LinkProps = Omit<CodatLinkProps, 'options'> & { options: LinkOptions };

/** The module's export `CodatLink`. It has no method to end it: removing it from the page ends it. */
export type LinkConstructor = new (mounting: { target: HTMLElement; props: LinkProps }) => unknown;
