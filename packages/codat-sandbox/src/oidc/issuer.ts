// Lazy issuer: its library is loaded at the first sign-in, so that the sandbox starts sooner.
import type { SigningKey } from './keys';
import type { Issuer } from './provider';

export type IssuerSource = () => Promise<Issuer>;

export function issuerWhenNeeded(url: string, appUrl: string, key: SigningKey): IssuerSource {
  let issuer: Promise<Issuer> | undefined;
  return () => {
    issuer ??= import('./provider').then(({ createIssuer }) => createIssuer(url, appUrl, key));
    return issuer;
  };
}
