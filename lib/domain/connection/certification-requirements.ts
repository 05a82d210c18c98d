// Reference data: requirements that makers of platforms set for apps that connect to them, by Codat's platform key.

export type CertificationRequirement =
  /** The connect button is the maker's own, with its hover state. */
  | 'own-button'
  /** Wherever it is told that it is connected: the organisation, its status, and a way to disconnect, side by side. */
  | 'organisation-and-disconnect';

interface Duties {
  requirements: readonly CertificationRequirement[];
  /** Where it is asked for. */
  reason: string;
}

const INTUIT: Duties = {
  requirements: ['own-button'],
  reason:
    'Intuit asks for its branded connect button with a hover state; Codat passes it on with its branding.',
};

const XERO: Duties = {
  requirements: ['organisation-and-disconnect'],
  reason: 'Xero certifies only what shows the organisation and its status, and lets customers disconnect.',
};

const PLATFORMS: ReadonlyMap<string, Duties> = new Map([
  ['gbol', XERO],
  // QuickBooks Online, its sandbox, QuickBooks Desktop.
  ['qhyg', INTUIT],
  ['ndsk', INTUIT],
  ['pqsw', INTUIT],
]);

export function requires(platformKey: string, requirement: CertificationRequirement): boolean {
  return PLATFORMS.get(platformKey)?.requirements.includes(requirement) ?? false;
}

/** The platforms that a duty is about. */
export function platformsRequiring(requirement: CertificationRequirement): string[] {
  return [...PLATFORMS.keys()].filter((key) => requires(key, requirement));
}
