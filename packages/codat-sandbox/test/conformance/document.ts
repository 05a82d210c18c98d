// Reader of Codat's OpenAPI document: its operations, and a validator for any answer to one of them.
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

interface Json {
  [key: string]: Json | undefined;
}

export interface Published {
  /** `GET /companies/:companyId`, as routes are written here, with the codes listed for it. */
  operations: { name: string; codes: number[] }[];
  /** Undefined where the document says nothing about the body. */
  check(template: string, method: string, status: number): ValidateFunction | undefined;
}

function walk(document: Json, pointer: string): Json | undefined {
  const parts = pointer.split('/').slice(1);
  return parts.reduce<Json | undefined>(
    (at, part) => at?.[part.replaceAll('~1', '/').replaceAll('~0', '~')],
    document,
  );
}

function operationsOf(document: Json): Published['operations'] {
  return Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods ?? {})
      .filter(([, operation]) => operation?.responses)
      .map(([method, operation]) => ({
        name: `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
        codes: Object.keys(operation?.responses ?? {}).map(Number),
      })),
  );
}

/** Known faults of the document are mended. */
export function readDocument(text: string): Published {
  const document: Json = JSON.parse(text);
  const key = walk(document, '/components/schemas/Integration/properties/key') ?? {};
  // Four letters are claimed, longer keys exist.
  for (const limit of ['minLength', 'maxLength', 'pattern']) delete key[limit];
  // 2000 is claimed here, 5000 by the parameter itself.
  delete walk(document, '/components/schemas/PagingInfo/properties/pageSize')?.maximum;
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema(document, 'published');
  return {
    operations: operationsOf(document),
    check(template, method, status) {
      const path = template.replace(/:(\w+)/g, '{$1}').replaceAll('/', '~1');
      const direct = `/paths/${path}/${method.toLowerCase()}/responses/${status}`;
      const response = walk(document, direct);
      const reference: unknown = response?.$ref;
      if (!response && status < 400) return undefined;
      const named = typeof reference === 'string' ? reference.slice(1) : direct;
      // A refusal the document does not list for the call still has the common error body.
      const at = response ? named : '/components/responses/Not-Found';
      const body = '/content/application~1json/schema';
      return walk(document, at + body) ? ajv.compile({ $ref: `published#${at}${body}` }) : undefined;
    },
  };
}
