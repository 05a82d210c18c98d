// Tests of Markdown: a short list of elements, never a script, and no text lost.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Inline, parseInline, parseMarkdown } from './markdown';
import { Markdown } from './markdown-view';

const textOf = (content: Inline[]): string =>
  content.map((part) => (part.kind === 'text' ? part.text : textOf(part.content))).join('');

describe('inside a line', () => {
  it('knows bold, italic and links, also inside each other', () => {
    expect(parseInline('a **b *c*** d')).toMatchObject([
      { kind: 'text', text: 'a ' },
      { kind: 'bold' },
      { kind: 'text', text: expect.stringContaining(' d') },
    ]);
    expect(parseInline('_one_ and **[two](https://bank.example/2?a=b)**')).toEqual([
      { kind: 'italic', content: [{ kind: 'text', text: 'one' }] },
      { kind: 'text', text: ' and ' },
      {
        kind: 'bold',
        content: [
          { kind: 'link', href: 'https://bank.example/2?a=b', content: [{ kind: 'text', text: 'two' }] },
        ],
      },
    ]);
  });

  it.each([
    'snake_case_name stays',
    '2 * 3 * 4',
    '[x](javascript:alert(1))',
    '[x](data:text/html,<script>)',
    '[x](//evil.example)',
    '<img src=x onerror=alert(1)>',
    '**open',
    '[a](b',
  ])('leaves %s as it is', (text) => {
    expect(textOf(parseInline(text))).toBe(text);
    expect(JSON.stringify(parseInline(text))).not.toContain('"link"');
  });
});

it('knows paragraphs and both kinds of list', () => {
  const text = 'First line\nsecond line\n\n- one\n- **two**\n\n1. a\n2) b\n\n# Title\nafter';
  expect(
    parseMarkdown(text).map((block) =>
      block.kind === 'list' ? block.items.map(textOf) : textOf(block.content),
    ),
  ).toEqual(['First line second line', ['one', 'two'], ['a', 'b'], 'Title', 'after']);
  expect(parseMarkdown('1. a')).toMatchObject([{ kind: 'list', isNumbered: true }]);
});

it('links to the web only and never makes anything but its few elements, whatever it is given', () => {
  const pieces = fc.constantFrom(
    '*',
    '**',
    '_',
    '[',
    ']',
    '(',
    ')',
    '- ',
    '1. ',
    '\n',
    '#',
    'https://a.b',
    'javascript:',
    '<b>',
    'x',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 30 }), (parts) => {
      const seen = new Set<unknown>();
      const visit = (node: unknown): void => {
        if (typeof node !== 'object' || node === null || !('type' in node)) return;
        if (typeof node.type === 'string') seen.add(node.type);
        const props = 'props' in node ? node.props : undefined;
        if (typeof props !== 'object' || props === null) return;
        if ('href' in props) expect(props.href).toMatch(/^https?:\/\//);
        expect(props).not.toHaveProperty('dangerouslySetInnerHTML');
        if ('children' in props) for (const child of [props.children].flat(9)) visit(child);
      };
      visit(Markdown({ text: parts.join('') }));
      expect(
        [...seen].filter((type) => !['p', 'ul', 'ol', 'li', 'strong', 'em', 'a'].includes(String(type))),
      ).toEqual([]);
    }),
  );
});
