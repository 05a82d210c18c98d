// Markdown parser for paragraphs, lists, bold, italic and web links. Everything else stays text.

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'bold' | 'italic'; content: Inline[] }
  | { kind: 'link'; href: string; content: Inline[] };

export type Block =
  | { kind: 'paragraph'; content: Inline[] }
  | { kind: 'list'; isNumbered: boolean; items: Inline[][] };

const INLINE =
  /\[([^[\]]+)\]\(([^()\s]+)\)|\*\*(.+?)\*\*|__(.+?)__|\*([^*\s](?:[^*]*[^*\s])?)\*|(?<![\p{L}\p{N}])_([^_\s](?:[^_]*[^_\s])?)_(?![\p{L}\p{N}])/u;

/** Only web addresses: a script URL stays text. */
function webAddress(text: string): string | undefined {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text).href;
}

const plain = (text: string): Inline[] => (text === '' ? [] : [{ kind: 'text', text }]);

function styled(match: RegExpExecArray): Inline {
  const [whole, label, address = '', bold = match[4], , italic = match[6]] = match;
  if (label !== undefined) {
    const href = webAddress(address);
    return href ? { kind: 'link', href, content: parseInline(label) } : { kind: 'text', text: whole };
  }
  if (bold !== undefined) return { kind: 'bold', content: parseInline(bold) };
  return { kind: 'italic', content: parseInline(italic ?? '') };
}

export function parseInline(text: string): Inline[] {
  const match = INLINE.exec(text);
  if (!match) return plain(text);
  const after = text.slice(match.index + match[0].length);
  return [...plain(text.slice(0, match.index)), styled(match), ...parseInline(after)];
}

const ITEM = /^\s*(?:([-*+])|\d{1,3}[.)])\s+(.*)$/;

export function parseMarkdown(text: string): Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  let list: Extract<Block, { kind: 'list' }> | undefined;
  const endParagraph = () => {
    if (lines.length > 0) blocks.push({ kind: 'paragraph', content: parseInline(lines.join(' ')) });
    lines = [];
  };
  for (const line of text.split(/\r?\n/)) {
    const item = ITEM.exec(line);
    if (item) {
      endParagraph();
      const isNumbered = item[1] === undefined;
      if (list?.isNumbered !== isNumbered) {
        list = { kind: 'list', isNumbered, items: [] };
        blocks.push(list);
      }
      list.items.push(parseInline(item[2] ?? ''));
      continue;
    }
    list = undefined;
    // A heading is a line of its own; its level is unknown inside a foreign page.
    const heading = /^\s*#{1,6}\s+(.*)$/.exec(line)?.[1];
    if (line.trim() === '' || heading !== undefined) endParagraph();
    if (heading !== undefined)
      blocks.push({ kind: 'paragraph', content: [{ kind: 'bold', content: parseInline(heading) }] });
    else if (line.trim() !== '') lines.push(line.trim());
  }
  endParagraph();
  return blocks;
}
