import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FIRST, faultsOf, KEY, type Kept, keep, keepTwo, SECOND, vouchedNow } from '../../../e2e/kept-ledger';
import { anyLedger, chainOf, sampleEvent } from '../../../e2e/sample-events';
import type { ConsentEventBody } from '../consent/consent';
import { sha256 } from '../crypto/sha256';
import { makeSigningKey } from '../receipt/receipt-keys';
import { signEvent } from './event-signature';
import { canonicalJson, hashEvent } from './ledger';
import type { LedgerFault, StoredEvent } from './ledger-audit';

/** Short ones, so that every place in them has its turn. */
const some = anyLedger.filter((events) => events.length > 0).map((events) => events.slice(0, 6));
const two = fc.tuple(some, some).map(([first, second]) => keepTwo(first, second));

test('an untouched ledger has no faults', () => {
  fc.assert(
    fc.property(anyLedger, anyLedger, (first, second) => {
      expect(faultsOf(keepTwo(first, second))).toEqual([]);
    }),
  );
});

/** One bit of one character. */
function flip(text: string, where: number, bit: number): string {
  const at = where % text.length;
  return text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << bit)) + text.slice(at + 1);
}

const COLUMNS = [
  'text',
  'hash',
  'signature',
  'id',
  'companyId',
  'type',
  'productId',
  'at',
  'seq',
  'position',
] as const;

test('a flipped bit anywhere in an event or beside it is found, and named at the event or at the one after it', () => {
  fc.assert(
    fc.property(
      two,
      fc.nat(),
      fc.constantFrom(...COLUMNS),
      fc.nat(),
      fc.nat(6),
      fc.boolean(),
      (kept, which, column, where, bit, isVouched) => {
        const vouched = isVouched ? vouchedNow(kept) : undefined;
        const index = which % kept.events.length;
        const event = kept.events[index];
        if (event === undefined) throw new Error('no event');
        const old = event[column];
        const next = typeof old === 'number' ? old ^ (1 << bit) : flip(old, where, bit);
        // A position is only an order: between its neighbours any will do.
        fc.pre(column !== 'position' || Number(next) <= (kept.events[index - 1]?.position ?? 0));
        // The newest signature stands for those before it.
        const isLast = kept.events[index + 1]?.companyId !== event.companyId;
        fc.pre(column !== 'signature' || isLast);
        fc.pre(column !== 'position' || kept.events[index - 1]?.companyId === event.companyId);
        kept.events[index] = { ...event, [column]: next };
        const faults = faultsOf(kept, undefined, vouched);
        const isNamed = (fault: LedgerFault) =>
          'seq' in fault && [event.seq, event.seq + 1, next].includes(fault.seq);
        expect(
          faults.some((fault) => isNamed(fault) && [event.companyId, next].includes(fault.companyId)),
        ).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});

test('two events that change places are found', () => {
  fc.assert(
    fc.property(
      some.filter((events) => events.length > 1),
      fc.nat(),
      (events, which) => {
        const kept = keep(FIRST, events, 1);
        const index = which % (kept.events.length - 1);
        const [a, b] = [kept.events[index], kept.events[index + 1]];
        if (a === undefined || b === undefined) throw new Error('no pair');
        const { seq, position } = a;
        kept.events[index] = { ...b, seq, position };
        kept.events[index + 1] = { ...a, seq: b.seq, position: b.position };
        expect(faultsOf(kept)).toContainEqual({ companyId: FIRST, kind: 'chain', seq, problem: 'gap' });
      },
    ),
  );
});

test('events that are cut off the end are found by the standing or by their receipts, although the chain is sound', () => {
  fc.assert(
    fc.property(some, fc.nat(), (events, which) => {
      const kept = keep(FIRST, events, 1);
      const left = which % kept.events.length;
      kept.events.length = left;
      const faults = faultsOf(kept);
      expect(faults.filter(({ kind }) => kind === 'chain')).toEqual([]);
      expect(faults.map(({ kind }) => kind)).toContain('standing');
    }),
  );
});

test('a business whose events are all gone, and its standing with them, is told of by its receipts', () => {
  const kept = keepTwo(someEvents(), someEvents());
  kept.events = kept.events.filter(({ companyId }) => companyId === SECOND);
  kept.consents = kept.consents.filter(({ companyId }) => companyId === SECOND);
  expect(faultsOf(kept)).toEqual(
    [0, 2].map((index) => ({
      companyId: FIRST,
      kind: 'receipt',
      receiptId: `receipt-${FIRST}-${index}`,
      problem: 'no-event',
    })),
  );
});

test('a chain that was written anew from one event on contradicts the receipts from there on', () => {
  const events = someEvents();
  const forged = events.map((body, index) => (index >= 1 ? { ...body, retention_days: 3650 } : body));
  const kept = { ...keep(FIRST, forged, 1), anchors: keep(FIRST, events, 1).anchors };
  expect(faultsOf(kept)).toEqual([
    { companyId: FIRST, kind: 'receipt', receiptId: `receipt-${FIRST}-2`, problem: 'other-event' },
  ]);
});

/** The first and the last have receipts. */
function someEvents(): ConsentEventBody[] {
  return (['given', 'paused', 'withdrawn'] as const).map((type, index) =>
    sampleEvent({ type, seq: index + 1, day: index }),
  );
}

function changeLast(kept: Kept, part: Partial<StoredEvent>): void {
  const last = kept.events.pop();
  if (last !== undefined) kept.events.push({ ...last, ...part });
}

test('names an event that is older than the one before it, though it is signed', () => {
  const events = someEvents().map((body, index) => ({
    ...body,
    ...(index === 2 ? { event_time: body.event_time.replace('2026', '2025') } : {}),
  }));
  expect(faultsOf(keep(FIRST, events, 1))).toEqual([
    { companyId: FIRST, kind: 'time', seq: 3, problem: 'back' },
  ]);
});

test('names an event whose type has a receipt, and that names none', () => {
  const kept = keep(FIRST, someEvents(), 1);
  const { body, hash } =
    chainOf(someEvents().map((event) => ({ ...event, pii_principal_id: FIRST })))[0] ?? {};
  if (body === undefined || hash === undefined) throw new Error('no event');
  kept.events = [
    {
      ...(kept.events[0] as StoredEvent),
      id: body.record_id,
      text: canonicalJson(body),
      hash,
      signature: signEvent(hash, KEY),
    },
  ];
  expect(faultsOf(kept)).toContainEqual({ companyId: FIRST, kind: 'unreceipted', seq: 1 });
});

test('without the keys nothing is said about signatures', () => {
  const kept = keep(FIRST, someEvents(), 1);
  changeLast(kept, { signature: '' });
  expect(faultsOf(kept, null)).toEqual([]);
});

test.each<[string, (kept: Kept) => void, LedgerFault]>([
  [
    'a receipt that is gone',
    (kept) => kept.anchors.shift(),
    { companyId: FIRST, kind: 'receipt', receiptId: `receipt-${FIRST}-0`, problem: 'missing' },
  ],
  [
    'a receipt of another event',
    (kept) => {
      kept.anchors = kept.anchors.map((anchor) => ({ ...anchor, hash: sha256('another') }));
    },
    { companyId: FIRST, kind: 'receipt', receiptId: `receipt-${FIRST}-0`, problem: 'other-event' },
  ],
  [
    'words that are not kept as they were',
    (kept) => kept.notices.delete('n2'),
    { companyId: FIRST, kind: 'notice', seq: 2, hash: 'n2' },
  ],
  [
    'a number in another spelling',
    (kept) => {
      kept.events = kept.events.map((event) => ({ ...event, text: event.text.replace(':30,', ':30.0,') }));
    },
    { companyId: FIRST, kind: 'chain', seq: 1, problem: 'hash' },
  ],
  [
    'a body of which nothing is left',
    (kept) => {
      kept.events = kept.events.map((event) => ({ ...event, text: '{}', hash: sha256('{}') }));
    },
    { companyId: FIRST, kind: 'chain', seq: 1, problem: 'gap' },
  ],
  [
    'a body of which little is left, with a hash that fits',
    (kept) => {
      const text = '{"prev_hash":null,"seq":1}';
      kept.events = kept.events.map((event) => ({ ...event, text, hash: sha256(text) }));
    },
    { companyId: FIRST, kind: 'chain', seq: 1, problem: 'hash' },
  ],
  [
    'an event that nobody signed',
    (kept) => changeLast(kept, { signature: '' }),
    { companyId: FIRST, kind: 'signature', seq: 3 },
  ],
  [
    'an event that another key signed',
    (kept) => {
      const other = makeSigningKey();
      const hash = kept.events.at(-1)?.hash ?? '';
      changeLast(kept, { keyId: other.kid, signature: signEvent(hash, other) });
    },
    { companyId: FIRST, kind: 'signature', seq: 3 },
  ],
  [
    'an event that was written long after the time it says',
    (kept) => changeLast(kept, { insertedMs: Date.parse('2026-02-01T00:00:00.000Z') }),
    { companyId: FIRST, kind: 'time', seq: 3, problem: 'stamp' },
  ],
  [
    'an event that was written long before the time it says',
    (kept) => changeLast(kept, { insertedMs: Date.parse('2026-01-01T00:00:00.000Z') }),
    { companyId: FIRST, kind: 'time', seq: 3, problem: 'stamp' },
  ],
])('names %s', (_what, harm, fault) => {
  const kept = keep(FIRST, someEvents(), 1);
  const vouched = vouchedNow(kept);
  harm(kept);
  expect(faultsOf(kept)).toContainEqual(fault);
  // A checkpoint that vouched for it before covers nothing up.
  expect(faultsOf(kept, undefined, vouched)).toContainEqual(fault);
});

test('the hash of what is stored is the hash that was written', () => {
  fc.assert(
    fc.property(some, (events) => {
      for (const { text, hash } of keep(FIRST, events, 1).events)
        expect(hashEvent(JSON.parse(text) as ConsentEventBody)).toBe(hash);
    }),
  );
});
