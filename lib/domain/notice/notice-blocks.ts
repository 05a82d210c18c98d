// Parser of a stored notice: its text becomes headings, lists and lines again, to be shown unchanged.

export type NoticeBlock =
  | { kind: 'heading'; level: 2 | 3; text: string }
  | { kind: 'list'; items: { label: string | null; colon: string; text: string }[] }
  | { kind: 'line'; text: string };

/** @param text Markdown as `noticeText` writes it; other constructs come out as lines, never lost */
export function readNoticeBlocks(text: string): NoticeBlock[] {
  return text
    .split('\n\n')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(toBlock);
}

function toBlock(part: string): NoticeBlock {
  // The notice's title ranks below the title of the page.
  const heading = /^(#{1,3}) (.*)$/s.exec(part);
  if (heading) return { kind: 'heading', level: heading[1] === '###' ? 3 : 2, text: heading[2] ?? '' };
  const lines = part.split('\n');
  if (!lines.every((line) => line.startsWith('- '))) return { kind: 'line', text: part };
  return {
    kind: 'list',
    items: lines.map((line) => {
      const labelled = /^- \*\*(.*?)\*\*(\u00a0?: )(.*)$/.exec(line);
      return labelled
        ? { label: labelled[1] ?? '', colon: labelled[2] ?? '', text: labelled[3] ?? '' }
        : { label: null, colon: '', text: line.slice(2) };
    }),
  };
}
