// Parser of the return address (docs/codat.md#redirects): reads only documented names, each once, as claims.

export interface ReturnParams {
  state: string | null;
  statusCode: string | null;
  /** The platform's own words, where the address has them: stored, and never shown. */
  errorMessage?: string | null;
  /** The organisation's name in the address: a hint, since anyone can edit an address. */
  organisation?: string | null;
}

type Query = Record<string, string | string[] | undefined>;

/** A repeated parameter is ignored: which of the two is meant is unknown. */
export function readReturn(query: Query): Required<ReturnParams> {
  const one = (name: string) => {
    const value = Object.hasOwn(query, name) ? query[name] : undefined;
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return {
    state: one('state'),
    statusCode: one('statusCode'),
    // The platform's own text is more specific than Codat's sentence for all platforms.
    errorMessage: one('statusText') ?? one('errorMessage'),
    organisation: one('organisation'),
  };
}

/** Writes the same claims into the address of another page. */
export function returnAddress(path: '/connect/return' | '/share/return', params: ReturnParams): string {
  const { state, statusCode, errorMessage, organisation } = params;
  const said = { statusCode, state, errorMessage, organisation };
  const query = Object.entries(said).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return `${path}?${new URLSearchParams(query)}`;
}
