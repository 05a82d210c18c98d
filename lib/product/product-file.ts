// Schema of a product file, with sentences that name the invalid part.

import { z } from 'zod';
import { SOURCE_TYPES } from '../domain/connection/connection';
import { isNamedDataType } from '../domain/product/data-vocabulary';
import { CONNECT_WAYS, type ProductDefinition } from '../domain/product/product';
import { LOCALES } from '../domain/text/language';

const text = z.string({ error: 'must be a text' }).trim().min(1, 'must not be empty').max(600);
const localized = z.strictObject(
  { en: text, fr: text },
  { error: `must have a text in each language: ${LOCALES.join(', ')}` },
);
const id = z.string({ error: 'must be a text' }).regex(/^[a-z][a-z0-9-]{0,59}$/, {
  error: 'must be lower-case words with dashes',
});
const sourceType = z.enum(SOURCE_TYPES, { error: `must be one of ${SOURCE_TYPES.join(', ')}` });
const whole = (min: number, max: number) =>
  z
    .int({ error: 'must be a whole number' })
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`);
const flag = z.boolean({ error: 'must be true or false' });

const dataType = z.strictObject({
  id: z.string({ error: 'must be a text' }).refine(isNamedDataType, {
    error: (issue) => `has no plain name in the data vocabulary: ${String(issue.input)}`,
  }),
  required: flag,
});

const definition = z.strictObject({
  id,
  name: localized,
  promise: localized,
  benefits: z.array(localized).min(1, 'must name at least one benefit').max(5),
  purposes: z
    .array(z.strictObject({ id, text: localized, lawfulBasis: z.literal('consent') }))
    .min(1, 'must name at least one purpose'),
  sources: z
    .array(
      z
        .strictObject({
          sourceType,
          required: flag,
          benefit: localized,
          // No other value is allowed: a third way to say no would give the same product another hash.
          acceptsFiles: z.literal(true, { error: 'must be true, or left out' }).optional(),
        })
        .refine(({ sourceType: type, acceptsFiles }) => acceptsFiles === undefined || type !== 'Commerce', {
          path: ['acceptsFiles'],
          error: 'must be left out: Codat takes no files of online shops',
        })
        .transform(({ acceptsFiles, ...source }) =>
          acceptsFiles === undefined ? source : { ...source, acceptsFiles },
        ),
    )
    .min(1, 'must name at least one source'),
  data: z
    .array(
      z.strictObject({
        id,
        sourceType,
        label: localized,
        dataTypes: z.array(dataType).min(1, 'must name at least one data type'),
      }),
    )
    .min(1, 'must name at least one group of data'),
  historyMonths: whole(1, 120),
  frequency: z.enum(['once', 'daily', 'weekly'], { error: 'must be once, daily or weekly' }),
  durationMonths: whole(1, 60).nullable(),
  retentionDays: whole(0, 3650),
  parties: z
    .array(
      z
        .strictObject({
          name: text,
          role: z.enum(['processor', 'recipient'], { error: 'must be processor or recipient' }),
          does: localized,
          onlyFor: sourceType.optional(),
        })
        // An absent key and an undefined one give different hashes.
        .transform(({ onlyFor, ...party }) => (onlyFor === undefined ? party : { ...party, onlyFor })),
    )
    .min(1, 'must name at least Codat'),
  connectWith: z.enum(CONNECT_WAYS, { error: 'must be list or link' }).optional(),
});

/** Rules that involve several fields. */
function checkTogether(product: z.infer<typeof definition>, ctx: z.RefinementCtx): void {
  const problem = (path: (string | number)[], message: string) =>
    ctx.addIssue({ code: 'custom', path, message });
  const twice = (path: string, names: string[]) => {
    const found = names.find((name, index) => names.indexOf(name) !== index);
    if (found !== undefined) problem([path], `names ${found} twice`);
  };
  twice(
    'purposes',
    product.purposes.map((purpose) => purpose.id),
  );
  twice(
    'sources',
    product.sources.map((source) => source.sourceType),
  );
  twice(
    'data',
    product.data.map((cluster) => cluster.id),
  );
  twice(
    'data',
    product.data.flatMap((cluster) => cluster.dataTypes.map((type) => type.id)),
  );
  twice(
    'parties',
    product.parties.map((party) => party.name),
  );
  if (!product.sources.some((source) => source.required))
    problem(['sources'], 'must require at least one source');
  for (const [index, cluster] of product.data.entries()) {
    if (!product.sources.some((source) => source.sourceType === cluster.sourceType)) {
      problem(['data', index, 'sourceType'], `is ${cluster.sourceType}, which is not among the sources`);
    }
  }
  for (const source of product.sources) {
    if (!product.data.some((cluster) => cluster.sourceType === source.sourceType)) {
      problem(['sources'], `asks for ${source.sourceType} and reads nothing from it`);
    }
  }
  if ((product.durationMonths === null) !== (product.frequency === 'once')) {
    problem(['durationMonths'], 'must be null exactly when frequency is once');
  }
}

const productFile = z.strictObject({
  version: whole(1, 1_000_000),
  /** The product's place in the catalogue, from the top. */
  position: whole(1, 1000),
  definition: definition
    .superRefine(checkTogether)
    .transform(({ connectWith, ...product }) =>
      connectWith === undefined ? product : { ...product, connectWith },
    ),
});

export interface ProductFile {
  version: number;
  position: number;
  definition: ProductDefinition;
}

export type ProductFileCheck = { ok: true; file: ProductFile } | { ok: false; problems: string[] };

/** @returns one sentence per problem, with the field first: `definition.name.fr must not be empty` */
export function readProductFile(json: unknown): ProductFileCheck {
  const parsed = productFile.safeParse(json);
  if (parsed.success) return { ok: true, file: parsed.data };
  return {
    ok: false,
    problems: parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'The file'} ${message}`),
  };
}
