import { expect, test } from 'vitest';
import { mayBeRead } from '../access/access-now';
import { decideStart } from '../access/platform-choice';
import { type ConnectionFacts, mayResume, maySignInAgain } from '../connection/connection';
import { bankTimes } from '../expiry/expiry';
import { fileTypeOf, hasUseFor, outcomeAt, SENDING_MS, uploadConnection } from './upload';

const files = (over: Partial<ConnectionFacts> = {}) => ({
  id: 'u',
  platformKey: 'upac',
  platformName: 'Documents',
  sourceType: 'Accounting' as const,
  state: 'Linked' as const,
  isUpload: true,
  ...over,
});

const NOW = new Date('2026-11-29T12:00:00.000Z');

test('files stand beside the one accounting platform', () => {
  expect(decideStart([files()], 'gbol', 'Accounting', { now: NOW })).toEqual({ kind: 'create' });
  expect(decideStart([files({ isUpload: false })], 'gbol', 'Accounting', { now: NOW }).kind).toBe('refuse');
});

test('nothing is read from files, nobody signs in again for them, and they do not run out', () => {
  const bank = files({ sourceType: 'Banking' });
  expect([mayBeRead(bank, NOW), maySignInAgain(bank), mayResume(files({ state: 'Unlinked' }))]).toEqual([
    false,
    false,
    false,
  ]);
  const times = { authorisedAt: NOW, firstLinkedAt: NOW, signedInAt: NOW, reconfirmedAt: null };
  const rule = { accessDays: 90, goesOn: 'here', isLapsed: false } as const;
  expect(bankTimes({ ...bank, ...times, ...rule })).toBeNull();
  expect(bankTimes({ ...bank, isUpload: false, ...times, ...rule })).not.toBeNull();
});

test('a product has use for files only where it says so', () => {
  const benefit = { en: '', fr: '' };
  const source = { sourceType: 'Accounting' as const, required: true, benefit };
  expect(hasUseFor({ sources: [source] }, files())).toBe(false);
  expect(hasUseFor({ sources: [{ ...source, acceptsFiles: true }] }, files())).toBe(true);
  expect(hasUseFor({ sources: [source] }, files({ isUpload: false }))).toBe(true);
});

test('one connection per kind goes on, also after it was disconnected; a deleted one is gone', () => {
  const of = (state: ConnectionFacts['state']) => ({ ...files({ state }), isUpload: true });
  expect(uploadConnection([of('Unlinked')], 'upac')?.id).toBe('u');
  expect(uploadConnection([of('deleted')], 'upac')).toBeNull();
  expect(uploadConnection([of('Linked')], 'upbk')).toBeNull();
});

test('what has been on its way for too long may have arrived or not', () => {
  const at = new Date(0);
  expect(outcomeAt({ outcome: 'sending', at }, new Date(SENDING_MS))).toBe('sending');
  expect(outcomeAt({ outcome: 'sending', at }, new Date(SENDING_MS + 1))).toBe('unsure');
  expect(outcomeAt({ outcome: 'sent', at }, new Date(SENDING_MS + 1))).toBe('sent');
});

test('the type is the ending, in any case', () => {
  expect(['a.PDF', 'a.b.Xlsx', 'pdf', 'a.', 'a.pdf.exe'].map(fileTypeOf)).toEqual([
    'pdf',
    'xlsx',
    null,
    null,
    null,
  ]);
});
