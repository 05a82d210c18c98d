// Reference data: requirements that vendors set for apps that connect to their platforms, by Codat's platform key.

export type CertificationRequirement =
  /** The connect button is the vendor's own, with its hover state. */
  | 'own-button'
  /** Next to every mention of the connection: the organisation, its status, and a way to disconnect, side by side. */
  | 'organisation-and-disconnect';

interface Duties {
  requirements: readonly CertificationRequirement[];
  /** Where the vendor asks for it. */
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

/** The platforms with a requirement. */
export function platformsRequiring(requirement: CertificationRequirement): string[] {
  return [...PLATFORMS.keys()].filter((key) => requires(key, requirement));
}
