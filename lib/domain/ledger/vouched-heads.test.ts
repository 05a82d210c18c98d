import { expect, test } from 'vitest';
import { FIRST, faultsOf, headsOf, KEY, keep, keepTwo, SECOND, vouchedNow } from '../../../e2e/kept-ledger';
import { sampleEvent } from '../../../e2e/sample-events';
import { sha256 } from '../crypto/sha256';
import { makeSigningKey } from '../receipt/receipt-keys';
import { type SignedEvent, signatureCheck, signEvent } from './event-signature';
import { vouchedCheck } from './vouched-heads';

const kept = keepTwo([sampleEvent({})], [sampleEvent({})]);
const [head] = kept.events;
if (head === undefined) throw new Error('no head');
const isVouched = vouchedNow(kept);

test('a checkpoint vouches for the newest event and its signature, and for nothing else', () => {
  const other = makeSigningKey();
  expect(isVouched(head)).toBe(true);
  for (const part of [
    { hash: sha256('another') },
    { signature: signEvent(sha256('another'), KEY) },
    { signature: `${head.signature}=` },
    { keyId: other.kid },
    { seq: head.seq + 1 },
    { companyId: SECOND },
    { companyId: 'nobody' },
  ])
    expect(isVouched({ ...head, ...part }), JSON.stringify(part)).toBe(false);
});

test('of a key that is published no more, or that was retired before, nothing is taken on its word', () => {
  const retired = (retired_at: string) => vouchedCheck(headsOf(kept), [{ ...KEY, retired_at }])(head);
  expect(vouchedCheck(headsOf(kept), [makeSigningKey()])(head)).toBe(false);
  expect(retired(new Date(Date.parse(head.at) - 1).toISOString())).toBe(false);
  expect(retired(head.at)).toBe(true);
});

test('the audit checks the signatures of what came after the checkpoint, and no others', () => {
  const asked: string[] = [];
  const check = signatureCheck([KEY]);
  const isSigned = (event: SignedEvent) => {
    asked.push(event.hash);
    return check(event);
  };
  const later = keep(FIRST, [sampleEvent({}), sampleEvent({ type: 'paused', seq: 2, day: 1 })], 1);
  const both = { ...kept, events: [...later.events, ...kept.events.slice(1)], consents: later.consents };
  faultsOf(both, isSigned, isVouched);
  expect(asked).toEqual([later.events.at(-1)?.hash]);
});
