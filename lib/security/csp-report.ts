// Reader of CSP reports: keeps the violated rule, and never a full address. Pure.

export interface Violation {
  directive: string;
  /** The origin that was refused, or a word such as `inline`. */
  blocked: string;
  /** The page, with whatever could be a secret in its path taken out. */
  page: string;
}

/** More of them in one delivery is no browser of a customer. */
const MOST = 10;

/** Reads both ways in which browsers report; null when it is neither. */
export function readReport(body: unknown): Violation[] | null {
  if (Array.isArray(body)) {
    return body.slice(0, MOST).flatMap((one) => {
      const { type, body: inner } = fieldsOf(one);
      const { effectiveDirective, blockedURL, documentURL } = fieldsOf(inner);
      return type === 'csp-violation' ? [violationOf(effectiveDirective, blockedURL, documentURL)] : [];
    });
  }
  const { 'csp-report': report } = fieldsOf(body);
  if (typeof report !== 'object' || report === null) return null;
  const fields = fieldsOf(report);
  const directive = fields['effective-directive'] ?? fields['violated-directive'];
  return [violationOf(directive, fields['blocked-uri'], fields['document-uri'])];
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function violationOf(directive: unknown, blocked: unknown, page: unknown): Violation {
  return {
    directive: word(typeof directive === 'string' ? (directive.split(' ')[0] ?? '') : ''),
    blocked: originOf(blocked),
    page: placeOf(page),
  };
}

/** A path may hold a one-time link: the origin is enough to know who was refused. */
function originOf(value: unknown): string {
  if (typeof value !== 'string') return 'unknown';
  if (!URL.canParse(value)) return word(value);
  const { protocol, origin } = new URL(value);
  return /^(https?|wss?):$/.test(protocol) ? origin.slice(0, 120) : word(protocol.slice(0, -1));
}

/** Path segments of known pages are words; any other one may be a token, a name or an id. */
function placeOf(value: unknown): string {
  if (typeof value !== 'string' || !URL.canParse(value)) return 'unknown';
  const parts = new URL(value).pathname.split('/').slice(0, 8);
  return parts.map((part) => (/^[a-z-]{0,30}$/.test(part) ? part : '*')).join('/');
}

function word(value: string): string {
  return /^[a-z-]{1,40}$/.test(value) ? value : 'unknown';
}
