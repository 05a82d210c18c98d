import { describe, expect, test } from 'vitest';
import { makeSigningKey } from '../receipt/receipt-keys';
import { makeCheckpoint, readCheckpoint } from './checkpoint';
import { auditLog, type NumberedFile } from './checkpoint-log';

const key = makeSigningKey();
const make = (part: Partial<Parameters<typeof makeCheckpoint>[0]> = {}) =>
  makeCheckpoint(
    { number: 1, before: [], heads: [], lost: [], at: new Date('2026-03-01T10:00:00Z'), ...part },
    key,
  );

describe('the log', () => {
  const grow = (length: number) => {
    const lines: string[] = [];
    return Array.from({ length }, (_, n): NumberedFile => {
      const text = make({ number: n + 1, before: [...lines] });
      lines.push(text.slice(0, text.indexOf('\n')));
      return { number: n + 1, verdict: readCheckpoint(text, [key]) };
    });
  };
  const files = grow(5);

  test('is sound from its first file on, and from any later one', () => {
    for (let from = 0; from < 5; from += 1) expect(auditLog(files.slice(from), 5)).toEqual([]);
    expect(auditLog([], 0)).toEqual([]);
  });

  test('names files that are gone, in between and at the end', () => {
    const left = files.filter(({ number }) => number !== 2 && number !== 3);
    expect(auditLog(left, 5)).toEqual([{ kind: 'checkpoint-missing', from: 2, to: 3 }]);
    expect(auditLog(files.slice(0, 3), 5)).toEqual([{ kind: 'checkpoint-missing', from: 4, to: 5 }]);
    expect(auditLog([], 5)).toEqual([{ kind: 'checkpoint-missing', from: 1, to: 5 }]);
  });

  test('names a copy under another number, and one of another history', () => {
    const copy = files[1]?.verdict ?? { ok: false, problem: 'unreadable' };
    const copied = files.map((file) => (file.number === 4 ? { number: 4, verdict: copy } : file));
    expect(auditLog(copied, 5)).toEqual([{ kind: 'checkpoint-refused', number: 4, problem: 'number' }]);
    const other = readCheckpoint(make({ number: 3, before: ['something', 'else'] }), [key]);
    const forked = files.map((file) => (file.number === 3 ? { number: 3, verdict: other } : file));
    expect(auditLog(forked, 5)).toEqual([{ kind: 'checkpoint-refused', number: 3, problem: 'log' }]);
  });
});
