// Text diff of two notices: by line, then by word, so that additions and deletions can be marked.
import { diffArrays, diffWordsWithSpace } from 'diff';
import { readNoticeBlocks } from './notice-blocks';

export interface RedlinePart {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

export interface RedlineLine {
  kind: 'title' | 'heading' | 'item' | 'line';
  parts: RedlinePart[];
}

interface Line {
  kind: RedlineLine['kind'];
  text: string;
}

/** Lines with a smaller share of words in common were replaced, not reworded. */
const REWORDED = 0.4;

/**
 * Every line of both texts, in order: the same and removed lines give the first, the same and added ones the second.
 * @param before Markdown, as `noticeText` writes it
 */
export function redline(before: string, after: string): RedlineLine[] {
  const [was, is] = [linesOf(before), linesOf(after)];
  const changes = diffArrays(was, is, { comparator: (a, b) => a.kind === b.kind && a.text === b.text });
  return changes.flatMap((change, index) => {
    if (change.added && changes[index - 1]?.removed) return [];
    if (!change.added && !change.removed) return change.value.map((line) => whole(line, 'same'));
    const next = changes[index + 1];
    if (change.removed && next?.added) return pair(change.value, next.value);
    return change.value.map((line) => whole(line, change.added ? 'added' : 'removed'));
  });
}

/** Only the differences, each under its heading. */
export function redlineChanges(before: string, after: string): RedlineLine[] {
  const kept: RedlineLine[] = [];
  let heading: RedlineLine | null = null;
  for (const line of redline(before, after)) {
    const differs = line.parts.some((part) => part.kind !== 'same');
    if (line.kind === 'title' || line.kind === 'heading') heading = differs ? null : line;
    if (!differs) continue;
    if (heading !== null) kept.push(heading);
    heading = null;
    kept.push(line);
  }
  return kept;
}

function linesOf(text: string): Line[] {
  return readNoticeBlocks(text).flatMap((block): Line[] => {
    if (block.kind === 'line') return [{ kind: 'line', text: block.text }];
    if (block.kind === 'heading')
      return [{ kind: block.level === 2 ? 'title' : 'heading', text: block.text }];
    return block.items.map(({ label, colon, text: item }) => ({
      kind: 'item',
      text: `${label ?? ''}${colon}${item}`,
    }));
  });
}

function whole(line: Line, kind: RedlinePart['kind']): RedlineLine {
  return { kind: line.kind, parts: [{ kind, text: line.text }] };
}

/** Pairs of removed and added lines: compared word by word if they are still the same sentence. */
function pair(removed: readonly Line[], added: readonly Line[]): RedlineLine[] {
  const left = [...removed];
  const lines = added.flatMap((line) => {
    const index = left.findIndex((one) => one.kind === line.kind && isReworded(one.text, line.text));
    if (index === -1) return [whole(line, 'added')];
    // Skipped lines were removed, and are reported at their place.
    const passed = left.splice(0, index + 1);
    const partner = passed.pop();
    const gone = passed.map((one) => whole(one, 'removed'));
    return partner === undefined
      ? gone
      : [...gone, { kind: line.kind, parts: words(partner.text, line.text) }];
  });
  return [...lines, ...left.map((line) => whole(line, 'removed'))];
}

function words(before: string, after: string): RedlinePart[] {
  return diffWordsWithSpace(before, after).map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
}

function isReworded(before: string, after: string): boolean {
  const same = words(before, after)
    .filter(({ kind }) => kind === 'same')
    .reduce((sum, { text }) => sum + text.length, 0);
  return same >= REWORDED * Math.max(before.length, after.length);
}
