// Markdown renderer: creates elements one by one, so that text is never parsed as HTML.
import { type ComponentChild, Fragment, h } from 'preact';
import { type Block, type Inline, parseInline, parseMarkdown } from './markdown';

function inline(part: Inline): ComponentChild {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'bold':
      return h('strong', null, ...part.content.map(inline));
    case 'italic':
      return h('em', null, ...part.content.map(inline));
    case 'link': {
      const link = { href: part.href, target: '_blank', rel: 'noopener noreferrer' };
      return h('a', link, ...part.content.map(inline));
    }
    default:
      return part satisfies never;
  }
}

function block(part: Block): ComponentChild {
  if (part.kind === 'paragraph') return h('p', null, ...part.content.map(inline));
  const items = part.items.map((item) => h('li', null, ...item.map(inline)));
  return h(part.isNumbered ? 'ol' : 'ul', null, ...items);
}

/** One line: a title or a label. */
export function MarkdownLine({ text }: { text: string }) {
  return h(Fragment, null, ...parseInline(text).map(inline));
}

export function Markdown({ text }: { text: string }) {
  return h(Fragment, null, ...parseMarkdown(text).map(block));
}
