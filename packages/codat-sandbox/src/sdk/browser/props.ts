// Props of the two modules: Codat's published types, completed.
import type { CodatLinkOptions, CodatLinkProps, ErrorCallbackArgs } from '@codat/sdk-link-types';

type Sections = 'purpose' | 'access' | 'accountInformation' | 'platformData' | 'retention';
type HeaderKey = `${'accounting' | 'banking' | 'commerce'}.consents.headers.${Sections}`;

/** Both came after 1.10.1, the newest package of types there is: the nonce in April 2026, the headers in August. */
export type LinkOptions = Omit<CodatLinkOptions, 'text'> & {
  nonce?: string;
  text?: CodatLinkOptions['text'] & Partial<Record<HeaderKey, string>>;
};

export type LinkProps = Omit<CodatLinkProps, 'options'> & { options?: LinkOptions };

/** No package that can be installed has these types; names and shapes are the documented ones. */
export interface ConnectionsProps {
  accessToken: string;
  onClose?: () => void;
  onError?: (args: ErrorCallbackArgs) => void;
  onDisconnect?: (args: { connectionId: string }) => void;
  onReconnect?: (args: { connectionId: string }) => void;
  options?: {
    nonce?: string;
    text?: Partial<
      Record<`${'accounting' | 'banking' | 'commerce'}.connectionDetails.dataTypes`, readonly string[]>
    >;
  };
}

export interface Mounting<Props> {
  target: HTMLElement;
  props: Props;
}
