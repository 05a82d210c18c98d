// Names of the issuer that its files share.
export const OIDC_PATH = '/oidc';
/** What the library would recognise a returning person by. */
export const REMEMBERED_COOKIE = '_remembered';
