// Generators of malformed input: values, bodies, path segments and headers.
import fc from 'fast-check';
import { DATA_TYPES } from '../../src/catalogue/data-types';

/** Keys that objects have of their own, next to the keys of the API. */
const KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'name',
  'description',
  'tags',
  'products',
  'platformType',
  'platformKey',
  'status',
  'dataTypes',
  'settings',
  'companyId',
  'allowedOrigins',
  'url',
  'eventTypes',
  'companyTags',
  'disabled',
  'organisation',
  'reason',
  'dataType',
  'advanceMs',
  'since',
  'secret',
  'effect',
  'times',
  'path',
  'kind',
  'dailyCalls',
];

const scalar = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('', ' ', 'Unlinked', 'gbol', 'invoices', 'http://x', '\0', '\ud800', '💥'.repeat(200)),
  fc.double(),
  fc.maxSafeInteger(),
  fc.boolean(),
  fc.constant(null),
);

const { value } = fc.letrec<{ value: unknown; list: unknown; record: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 4, depthSize: 'small' }, scalar, tie('list'), tie('record')),
  list: fc.array(tie('value'), { maxLength: 12 }),
  record: fc
    .array(fc.tuple(fc.oneof(fc.constantFrom(...KEYS), fc.string({ maxLength: 30 })), tie('value')), {
      maxLength: 6,
    })
    // Built as text, so that `__proto__` is a key like any other.
    .map((pairs) => ({ pairs })),
}));

function write(each: unknown): string {
  if (Array.isArray(each)) return `[${each.map(write).join(',')}]`;
  if (typeof each === 'object' && each !== null && 'pairs' in each && Array.isArray(each.pairs)) {
    return `{${each.pairs.map(([key, inner]) => `${JSON.stringify(key)}:${write(inner)}`).join(',')}}`;
  }
  return JSON.stringify(each) ?? 'null';
}

const nested = fc.nat(20_000).map((depth) => '['.repeat(depth) + ']'.repeat(depth));
const number = fc.constantFrom('1e999', '-0', '9007199254740993', '0x10', '1'.repeat(400), 'NaN');

/** JSON of the wrong shape, things that look like JSON, and things that do not. */
export const json = fc.oneof(
  { weight: 6, arbitrary: value.map(write) },
  { weight: 1, arbitrary: nested },
  { weight: 1, arbitrary: number.map((text) => `{"name":${text},"advanceMs":${text},"tags":{"a":${text}}}`) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', 'null', '{', '"', '{"name":"a",}', '\ufeff{}', '{"name":"a"}{}'),
  },
);

const FIELDS = [
  'organisation',
  'user',
  'password',
  'accounts',
  'agree',
  'file',
  'call',
  'times',
  'share',
  'dataType',
  'platform',
  'platformKey',
  'delay',
  'advance',
  'companies',
  'x',
];

/** A form as pages post it, with the wrong fields, or no form at all. */
export const form = fc.oneof(
  fc
    .array(
      fc.tuple(
        fc.constantFrom(...FIELDS),
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 60 }),
          fc.constantFrom('-1', '1e400', 'GET /x', 'NaN'),
        ),
      ),
      { maxLength: 8 },
    )
    .map((pairs) => pairs.map(([name, text]) => `${name}=${encodeURIComponent(text)}`).join('&')),
  fc.constantFrom('%', '%E0%A4%A=%', '&&&===', 'organisation', `organisation=${'x'.repeat(100_000)}`),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

/** A file in a form, whole or broken; headers name the same boundary now and then. */
export const upload = fc
  .tuple(
    fc.constantFrom('file', '', '__proto__', 'x'.repeat(3000)),
    fc.constantFrom('a.pdf', '', '../../etc/passwd', 'a\0.csv', '💥.xlsx', 'x'.repeat(3000)),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom('\r\n--x--\r\n', '\r\n--x', ''),
  )
  .map(
    ([name, filename, text, end]) =>
      `--x\r\ncontent-disposition: form-data; name="${name}"; filename="${filename}"\r\n\r\n${text}${end}`,
  );

export const segment = fc.oneof(
  fc.constantFrom(
    '',
    '.',
    '..',
    '%2e%2e',
    '%2F',
    '%00',
    '%',
    '%E0%A4%A',
    '%u0041',
    '__proto__',
    'constructor',
    '💥',
    'é',
    ':companyId',
    '*',
    '00000000-0000-0000-0000-000000000000',
    'x'.repeat(5000),
    ';a=b',
    '\\..\\',
    "'",
    '<script>',
    ...DATA_TYPES.slice(0, 2),
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.webSegment(),
);

export const query = fc.oneof(
  fc.constant(''),
  fc.constantFrom('?', '?%', '?query=%', '?page=1e9', '?page=9007199254740993', '?pageSize=-1', '?tags=='),
  fc
    .tuple(
      fc.constantFrom(
        'query',
        'orderBy',
        'tags',
        'page',
        'pageSize',
        'connectionId',
        'companyId',
        'otp',
        'lang',
      ),
      fc.oneof(
        fc.string({ unit: fc.constantFrom(...'name=!~<>&|{}.- status1') }),
        fc.string({ unit: 'binary', maxLength: 60 }),
      ),
    )
    .map(([name, text]) => `?${name}=${encodeURIComponent(text)}`),
);

/** Bytes that a header may hold; control characters end the request before a route reads it. */
const headerText = fc.string({
  unit: fc.integer({ min: 33, max: 255 }).map((code) => String.fromCharCode(code)),
});

export const headers = fc.record(
  {
    'content-type': fc.constantFrom(
      'application/json',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'multipart/form-data; boundary=x',
      'text/plain; charset=utf-99',
      ';;;',
    ),
    'idempotency-key': fc.oneof(fc.uuid(), fc.constantFrom('', 'a,b', 'x'.repeat(300)), headerText),
    'accept-language': fc.oneof(fc.constantFrom('fr;q=1e9', '*', ',,,', 'x'.repeat(3000)), headerText),
    cookie: fc.oneof(fc.constantFrom('=', '%=%', ';;;', '__proto__=x'), headerText),
    origin: fc.oneof(
      { weight: 9, arbitrary: fc.constant('http://127.0.0.1:3000') },
      { weight: 1, arbitrary: fc.constantFrom('null', 'https://elsewhere.example', '%') },
    ),
    'x-request-id': headerText,
    'accept-encoding': fc.constantFrom('*', 'br', ''),
    range: fc.constantFrom('bytes=0-', 'bytes=9-1'),
    expect: fc.constant('100-continue'),
  },
  { requiredKeys: [] },
);
