// Reader of CSP reports: keeps the violated rule, and never a full address. Pure.

export interface Violation {
  directive: string;
  /** The refused origin, or a word such as `inline`. */
  blocked: string;
  /** The page, without the parts of its path that could be secret. */
  page: string;
}

/** A browser reports fewer at once. */
const MOST = 10;

/** Reads both formats of browsers; null for any other. */
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

/** A path may contain a one-time link: the origin is enough. */
function originOf(value: unknown): string {
  if (typeof value !== 'string') return 'unknown';
  if (!URL.canParse(value)) return word(value);
  const { protocol, origin } = new URL(value);
  return /^(https?|wss?):$/.test(protocol) ? origin.slice(0, 120) : word(protocol.slice(0, -1));
}

/** Segments of known pages are words; any other may be a token, a name or an id. */
function placeOf(value: unknown): string {
  if (typeof value !== 'string' || !URL.canParse(value)) return 'unknown';
  const parts = new URL(value).pathname.split('/').slice(0, 8);
  return parts.map((part) => (/^[a-z-]{0,30}$/.test(part) ? part : '*')).join('/');
}

function word(value: string): string {
  return /^[a-z-]{1,40}$/.test(value) ? value : 'unknown';
}
