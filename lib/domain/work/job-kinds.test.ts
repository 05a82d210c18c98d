import { expect, test } from 'vitest';
import {
  ENDING_KINDS,
  JOB_KINDS,
  type Job,
  type JobKind,
  type JobOf,
  orderingKeyOf,
  readJob,
} from './job-kinds';

const company = { companyId: 'c' };
const connection = { ...company, connectionId: 'n' };

/** One of each: the types ask for every kind. */
const SAMPLES: { [K in JobKind]: [JobOf<K>, key: string] } = {
  'unlink-unused-connection': [{ kind: 'unlink-unused-connection', ...connection }, 'c'],
  'unlink-connection': [{ kind: 'unlink-connection', ...connection }, 'c'],
  'unlink-lapsed-connection': [{ kind: 'unlink-lapsed-connection', ...connection }, 'c'],
  'delete-connection': [{ kind: 'delete-connection', ...connection }, 'c'],
  'delete-unused-connection': [{ kind: 'delete-unused-connection', ...connection }, 'c'],
  'check-connections': [{ kind: 'check-connections', ...company }, 'c'],
  'delete-company': [{ kind: 'delete-company', ...company }, 'c'],
  'erase-people': [{ kind: 'erase-people', ...company, userIds: ['u'] }, 'c people'],
  'rename-company': [{ kind: 'rename-company', ...company }, 'c name'],
  'sync-codat-products': [{ kind: 'sync-codat-products', ...company }, 'c products'],
  'align-reading': [{ kind: 'align-reading', ...company }, 'reading:c'],
  'follow-reads': [{ kind: 'follow-reads', ...connection, attempt: 0 }, 'reads:c'],
  'apply-webhooks': [{ kind: 'apply-webhooks', ...company }, 'webhooks:c'],
  'deliver-event': [{ kind: 'deliver-event', ...company, subscriberId: 's' }, 'outbound:s:c'],
  'send-mail': [{ kind: 'send-mail', ...company, mailId: 'm' }, 'mail:c'],
  'answer-sign-in': [
    { kind: 'answer-sign-in', ...company, seed: 'e', next: '/', language: 'fr' },
    'sign-in:e',
  ],
  'send-help-request': [{ kind: 'send-help-request', ...company, helpRequestId: 'h' }, 'help:h'],
  'prune-help-request': [{ kind: 'prune-help-request', ...company, helpRequestId: 'h' }, 'help:h'],
};
const samples: [Job, string][] = Object.values(SAMPLES);

test.each(samples)('%j is read as it was written, in the order of its key', (job, key) => {
  expect(readJob(JSON.parse(JSON.stringify(job)))).toEqual({ ok: true, job });
  expect(orderingKeyOf(job)).toBe(key);
});

test('kinds are told apart, and each end of access is one of a connection, in order with the others', () => {
  const kinds = JOB_KINDS.map(({ kind }) => kind);
  expect(new Set(kinds).size).toBe(kinds.length);
  expect(kinds.toSorted()).toEqual(Object.keys(SAMPLES).toSorted());
  expect(ENDING_KINDS).toEqual(kinds.filter((kind) => /^(unlink|delete)-.*connection$/.test(kind)));
});

test('letters to a person without a business hold up nobody else', () => {
  const to = (userId: string) => orderingKeyOf({ kind: 'send-mail', ...company, mailId: 'm', userId });
  expect(to('a')).not.toBe(to('b'));
});

test.each(samples)('%j without one of its fields is not read, and why says no value', (job) => {
  for (const field of Object.keys(job).filter((name) => name !== 'userId')) {
    const read = readJob({ ...job, [field]: undefined });
    expect(read).toMatchObject({ ok: false });
    const odd = readJob({ ...job, [field]: { secret: 'sesame' } });
    expect(odd).toMatchObject({ ok: false });
    expect(JSON.stringify(odd)).not.toContain('sesame');
  }
});

test.each([null, 'text', 7, [], {}, { kind: 'constructor' }])('%j is no job', (row) => {
  expect(readJob(row)).toEqual({ ok: false, problem: expect.stringContaining('unknown kind of job') });
});

test('what could not be read again is not written', () => {
  expect(() => orderingKeyOf({ kind: 'rename-company', companyId: '' })).toThrow();
});
