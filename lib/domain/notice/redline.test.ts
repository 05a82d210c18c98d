import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RedlineLine, redline, redlineChanges } from './redline';

const side = (lines: readonly RedlineLine[], without: 'added' | 'removed') =>
  lines
    .map(({ parts }) =>
      parts
        .filter(({ kind }) => kind !== without)
        .map(({ text }) => text)
        .join(''),
    )
    .filter((text) => text !== '');

const word = fc.constantFrom(
  'We',
  'read',
  'your',
  'invoices',
  'données',
  '12',
  'months',
  '« Financement »',
  'ago',
);
const line = fc.array(word, { minLength: 1, maxLength: 8 }).map((all) => all.join(' '));
const block = fc.oneof(
  line,
  line.map((text) => `## ${text}`),
  line.map((text) => `### ${text}`),
  fc
    .array(line, { minLength: 1, maxLength: 4 })
    .map((items) => items.map((item) => `- **Sales**: ${item}`).join('\n')),
);
const anyText = fc.array(block, { maxLength: 8 }).map((blocks) => `${blocks.join('\n\n')}\n`);
const plain = (text: string) =>
  text
    .split('\n')
    .map((one) => one.replace(/^#+ |^- |\*\*/g, '').replace('**', ''))
    .filter((one) => one !== '');

test('both wordings can be read back from the marks, word for word', () => {
  fc.assert(
    fc.property(anyText, anyText, (before, after) => {
      const lines = redline(before, after);
      expect(side(lines, 'added')).toEqual(plain(before));
      expect(side(lines, 'removed')).toEqual(plain(after));
    }),
    { numRuns: 500 },
  );
});

test('the same words have no marks', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(redlineChanges(text, text)).toEqual([]);
    }),
  );
});

test('one changed word is one mark, under its heading', () => {
  const text = (months: number) =>
    `# Share?\n\n## How long\n\nYour agreement ends after ${months} months.\n\n## Who\n\nNobody else.\n`;
  expect(redlineChanges(text(6), text(12))).toEqual([
    { kind: 'title', parts: [{ kind: 'same', text: 'How long' }] },
    {
      kind: 'line',
      parts: [
        { kind: 'same', text: 'Your agreement ends after ' },
        { kind: 'removed', text: '6' },
        { kind: 'added', text: '12' },
        { kind: 'same', text: ' months.' },
      ],
    },
  ]);
});

test('a sentence that has nothing in common with another took its place whole', () => {
  const lines = redline('We sell nothing.\n', 'Codat reads the data for us.\n');
  expect(lines.map(({ parts }) => parts.map(({ kind }) => kind))).toEqual([['added'], ['removed']]);
});
