import { expect, test } from 'vitest';
import { isAccessConfirmed, lacksName, namesRead, namesToRead } from './name-read';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 21, hour));
const [BEFORE, NOW, LATER] = [at(9), at(10), at(11)];
const xero = {
  id: 'x',
  state: 'Linked',
  isUpload: false,
  organisation: null as string | null,
  doubt: null as string | null,
  authorisedAt: NOW as Date | null,
  nameReadAt: null as Date | null,
};
const wanted = [{ dataType: 'company', connectionIds: ['x'] }];
const reads = [{ connectionId: 'x', dataType: 'company', lastReadAt: LATER as Date | null }];

test.each([
  ['agreed, read and nameless', {}, {}, 1],
  ['looked at for an earlier access', { nameReadAt: BEFORE }, {}, 1],
  ['looked at already', { nameReadAt: LATER }, {}, 0],
  ['named', { organisation: 'Kestrel' }, {}, 0],
  ['asked about', { doubt: 'unanswered' }, {}, 0],
  ['lost', { state: 'Deauthorized' }, {}, 0],
  ['files', { isUpload: true }, {}, 0],
  ['not agreed', {}, { wanted: [] }, 0],
  ['agreed for another connection', {}, { wanted: [{ dataType: 'company', connectionIds: ['y'] }] }, 0],
  ['not read', {}, { reads: [] }, 0],
  ['never read well', {}, { reads: [{ connectionId: 'x', dataType: 'company', lastReadAt: null }] }, 0],
] as const)('the name is looked for once, where it may be: %s', (_case, connection, facts, count) => {
  const all = { connections: [{ ...xero, ...connection }], reads, wanted, ...facts };
  expect(namesToRead(all, () => 'company')).toHaveLength(count);
  expect(namesToRead(all, () => undefined)).toEqual([]);
});

test('nothing is looked for where every name is known or cannot be found', () => {
  expect(lacksName([xero], () => 'company')).toBe(true);
  expect(lacksName([{ ...xero, organisation: 'Kestrel' }], () => 'company')).toBe(false);
  expect(lacksName([xero], () => undefined)).toBe(false);
  expect(namesRead([xero], reads, () => 'company')).toEqual([xero]);
  expect(namesRead([xero], [], () => 'company')).toEqual([]);
});

test.each([
  ['said of this access', { answer: 'right', askedAt: NOW }, NOW, true],
  ['said of the access before', { answer: 'right', askedAt: BEFORE }, NOW, false],
  ['refused', { answer: 'wrong', askedAt: LATER }, NOW, false],
  ['not answered', { answer: null, askedAt: LATER }, NOW, false],
  ['no access', { answer: 'right', askedAt: LATER }, null, false],
] as const)(
  'a yes to a platform without a name covers the name that is found: %s',
  (_case, check, since, is) => {
    expect(isAccessConfirmed([check], since)).toBe(is);
  },
);
