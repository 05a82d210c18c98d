// Places where an answer may hold null: the few in which the SDK accepts one.

const ALLOWED = new Set([
  'createdByUserName',
  'dataConnectionErrors',
  'connectionInfo',
  'statusDescription',
  'errorMessage',
  'companyTags',
  'validation',
]);

/** Paths of nulls that the SDK refuses. */
export function forbiddenNulls(value: unknown, path = ''): string[] {
  if (value === null) return ALLOWED.has(path.split('.').at(-1) ?? '') ? [] : [path || '(the whole body)'];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, each]) => forbiddenNulls(each, path ? `${path}.${key}` : key));
}
