import { expect, test } from 'vitest';
import { dayOf } from '../../../e2e/sample-events';
import type { ConnectionFacts } from '../connection/connection';
import { doneNow } from './done-now';
import { stepWords } from './step-words';

const books = (given: Partial<ConnectionFacts> = {}): ConnectionFacts => ({
  id: 'xero',
  platformKey: 'gbol',
  platformName: 'Xero',
  sourceType: 'Accounting',
  state: 'Linked',
  confirmBy: null,
  isLapsed: false,
  ...given,
});
const source = { sourceType: 'Accounting' as const, required: true, benefit: { en: '', fr: '' } };
const TAKES_FILES = { sources: [{ ...source, acceptsFiles: true as const }] };
const READY = { kind: 'ready' as const };
const CONSENT = { standing: 'given' as const, expiresAt: dayOf(365), givenAt: dayOf(0), productVersion: 1 };
const noteOf = (connections: ConnectionFacts[]) =>
  stepWords({
    agreed: TAKES_FILES,
    consent: CONSENT,
    connections,
    step: READY,
    hasDeclined: false,
    now: dayOf(1),
  }).note;

test.each<[string, ConnectionFacts[], string, string]>([
  ['a platform', [books()], 'connected', 'ready'],
  ['files alone', [books({ id: 'files', isUpload: true })], 'files', 'files'],
  ['a platform and files', [books({ id: 'files', isUpload: true }), books()], 'connected', 'ready'],
])('%s: what is told on home and after connecting is what is read', (_what, connections, heading, note) => {
  const done = doneNow(TAKES_FILES, READY, connections, dayOf(1));
  expect(done).toMatchObject({ heading, isComplete: true });
  expect(done.linked).toHaveLength(connections.length);
  expect(done.read.every(({ isUpload }) => isUpload !== true)).toBe(true);
  expect(noteOf(connections)).toBe(note);
});

test('files that stand in for a platform that was lost are told of, and nothing as read', () => {
  expect(noteOf([books({ id: 'files', isUpload: true }), books({ state: 'Unlinked' })])).toBe('files');
});

test('files are nothing to a product that does not take them, and what is over its time is not connected', () => {
  const files = books({ isUpload: true });
  expect(doneNow({ sources: [source] }, READY, [files], dayOf(1)).linked).toEqual([]);
  const lapsed = books({ confirmBy: dayOf(1) });
  expect(doneNow(TAKES_FILES, READY, [lapsed], dayOf(1))).toMatchObject({ heading: 'none', read: [] });
});
