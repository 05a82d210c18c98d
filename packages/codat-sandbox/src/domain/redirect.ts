// Redirect template: reserved and custom parameters filled into the address that a customer is sent back to.

/** Reserved names are matched with their case; anything else in braces comes from the link's own query. */
export const RESERVED = [
  'clientId',
  'connectionId',
  'companyId',
  'integrationId',
  'sourceId',
  'platform',
  'platformName',
  'sourceType',
  'statusCode',
  'errorMessage',
  'statusText',
  'data.company.companyName',
] as const;

export type ReservedValues = Readonly<Record<(typeof RESERVED)[number], string>>;

const PLACEHOLDER = /\{([^{}]+)\}/g;
const HOST_PART = /^[A-Za-z0-9.-]*$/;

function isReserved(name: string): name is keyof ReservedValues {
  return RESERVED.some((reserved) => reserved === name);
}

export type RedirectResult =
  | { kind: 'redirect'; location: string }
  /** No template: Codat then shows its own page. */
  | { kind: 'none' }
  /** The host is not one the client allowed. */
  | { kind: 'refused' };

/** The host may hold custom parameters only, and what comes out must be on the client's list. */
function resolveHost(
  template: string,
  custom: URLSearchParams,
  allowed: readonly string[],
): string | undefined {
  if (!template.includes('{')) return template;
  let clean = true;
  const host = template.replace(PLACEHOLDER, (_, name: string) => {
    const value = isReserved(name) ? '' : (custom.get(name) ?? '');
    if (!HOST_PART.test(value)) clean = false;
    return value;
  });
  const listed = allowed.some((url) => URL.canParse(url) && new URL(url).origin === host.toLowerCase());
  return clean && listed ? host : undefined;
}

export function buildRedirect(
  template: string,
  reserved: ReservedValues,
  custom: URLSearchParams,
  allowed: readonly string[],
): RedirectResult {
  if (template.trim() === '') return { kind: 'none' };
  const [, origin = '', rest = ''] = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)(.*)$/i.exec(template) ?? [];
  const host = resolveHost(origin, custom, allowed);
  if (!host) return { kind: 'refused' };
  // An unfilled parameter becomes empty; there are no defaults.
  const tail = rest.replace(PLACEHOLDER, (_, name: string) =>
    encodeURIComponent(isReserved(name) ? reserved[name] : (custom.get(name) ?? '')),
  );
  return URL.canParse(host + tail) ? { kind: 'redirect', location: host + tail } : { kind: 'refused' };
}
