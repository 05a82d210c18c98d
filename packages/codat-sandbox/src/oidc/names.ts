// Path and cookie of the issuer.
export const OIDC_PATH = '/oidc';
/** Session cookie of the library, by which it would recognise a returning person. */
export const REMEMBERED_COOKIE = '_remembered';
