// Wire schema of integrations and branding.
import { z } from 'zod';
import { DATA_TYPES } from '../../src/catalogue/data-types';
import { guid, pageOf, sourceType } from './wire';

export const integrationSchema = z.strictObject({
  key: z.string().regex(/^[a-z0-9_]{4,}$/),
  logoUrl: z.url(),
  name: z.string().min(1),
  enabled: z.boolean(),
  sourceId: guid,
  sourceType,
  integrationId: guid,
  isOfflineConnector: z.boolean(),
  isBeta: z.boolean(),
  dataProvidedBy: z.string(),
  datatypeFeatures: z.array(
    z.strictObject({
      datatype: z.enum(DATA_TYPES),
      supportedFeatures: z
        .array(
          z.strictObject({
            featureType: z.enum(['Get', 'Post']),
            featureState: z.enum(['Release', 'NotSupported']),
          }),
        )
        .min(1),
    }),
  ),
  supportedEnvironments: z.enum(['SandboxOnly', 'LiveAndSandbox']),
  linkedConnectionsCount: z.number().int().min(0),
  totalConnectionsCount: z.number().int().min(0),
});

export const integrationsSchema = pageOf(integrationSchema);

const image = z.strictObject({ image: z.strictObject({ src: z.url(), alt: z.string().min(1) }) });

export const brandingSchema = z.strictObject({
  logo: z.strictObject({ full: image, square: image }),
  button: z.union([z.strictObject({ default: image, hover: image }), z.strictObject({})]),
  sourceId: guid,
});
