// Integrations and branding on the wire.
import type { Integration } from '../catalogue/catalogue';
import type { Properties } from '../query/filter';
import type { World } from '../state/world';

export const INTEGRATION_PROPERTIES: Properties = {
  key: 'string',
  name: 'string',
  logoUrl: 'string',
  enabled: 'boolean',
  sourceId: 'string',
  sourceType: 'string',
  integrationId: 'string',
  isOfflineConnector: 'boolean',
  isBeta: 'boolean',
  dataProvidedBy: 'string',
  supportedEnvironments: 'string',
  linkedConnectionsCount: 'number',
  totalConnectionsCount: 'number',
};

/** Linked and all connections per platform, counted once per listing. */
export function connectionCounts(world: World): Map<string, { linked: number; total: number }> {
  const counts = new Map<string, { linked: number; total: number }>();
  for (const company of world.companies.values()) {
    for (const { platformKey, status } of company.connections) {
      const { linked, total } = counts.get(platformKey) ?? { linked: 0, total: 0 };
      counts.set(platformKey, { linked: linked + (status === 'Linked' ? 1 : 0), total: total + 1 });
    }
  }
  return counts;
}

export function integrationWire(
  world: World,
  integration: Integration,
  count: { linked: number; total: number } | undefined,
) {
  return {
    key: integration.key,
    logoUrl: `${world.url}/logos/${integration.key}.svg`,
    name: integration.name,
    enabled: integration.enabled,
    sourceId: integration.sourceId,
    sourceType: integration.sourceType,
    integrationId: integration.integrationId,
    isOfflineConnector: integration.isOfflineConnector,
    isBeta: false,
    dataProvidedBy: 'Codat',
    // The live spelling is lower case, unlike the published schema's property.
    datatypeFeatures: integration.features,
    supportedEnvironments: integration.sandbox ? 'SandboxOnly' : 'LiveAndSandbox',
    linkedConnectionsCount: count?.linked ?? 0,
    totalConnectionsCount: count?.total ?? 0,
  };
}

/** QuickBooks is the one family whose terms ask for its own button with a hover state. */
const WITH_BUTTON = new Set(['qhyg', 'ndsk', 'pqsw']);

export function brandingWire(world: World, integration: Integration) {
  const image = (variant: string) => ({
    image: { src: `${world.url}/logos/${integration.key}${variant}.svg`, alt: integration.name },
  });
  return {
    logo: { full: image('-full'), square: image('') },
    button: WITH_BUTTON.has(integration.key)
      ? { default: image('-button'), hover: image('-button-hover') }
      : {},
    sourceId: integration.sourceId,
  };
}
