// Redline between two wordings of a request: elements, lines and words mark what was inserted and removed.
import type { RedlineLine, RedlinePart } from '@/lib/domain/notice/redline';

interface Props {
  lines: readonly RedlineLine[];
  /** Language of the compared words. */
  language: string;
  /** Spoken before a mark, in the language of the page. */
  words: { added: string; removed: string; language: string };
}

const TAGS = { title: 'h3', heading: 'h4', item: 'p', line: 'p' } as const;

export function ConsentRedline({ lines, language, words }: Props) {
  return (
    <div lang={language} className="grid gap-3">
      {lines.map((line, index) => {
        // Both texts are fixed, so the position of a line, and of a part in it, is its identity.
        const key = `${index}`;
        const Tag = TAGS[line.kind];
        const isHeading = line.kind === 'title' || line.kind === 'heading';
        return (
          <Tag key={key} className={isHeading ? 'pt-2 font-semibold' : undefined}>
            {line.parts.map((part, at) => {
              const place = `${at}`;
              return <Part key={place} part={part} words={words} />;
            })}
          </Tag>
        );
      })}
    </div>
  );
}

function Part({ part, words }: { part: RedlinePart; words: Props['words'] }) {
  if (part.kind === 'same') return part.text;
  const isAdded = part.kind === 'added';
  const Mark = isAdded ? 'ins' : 'del';
  return (
    <Mark
      className={
        isAdded
          ? 'mx-0.5 bg-positive-soft text-positive underline decoration-2'
          : 'mx-0.5 text-ink-soft line-through decoration-2'
      }
    >
      <span lang={words.language} className="sr-only">{` ${isAdded ? words.added : words.removed} `}</span>
      {part.text}
    </Mark>
  );
}
