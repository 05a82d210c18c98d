// Parser of docs/checklist.md: its lines, and the faults in them.

export interface CheckLine {
  number: number;
  asked: string;
  standing: 'Met' | 'Partly' | 'Not met' | 'Not met yet' | 'unknown';
  /** Text after the status. */
  where: string;
  pages: string[];
  tests: { file: string; title: string }[];
}

const STANDINGS = ['Not met yet', 'Not met', 'Partly', 'Met'] as const;

/** @param text the document; lines of its tables that begin with a number */
export function readChecklist(text: string): CheckLine[] {
  return [...text.matchAll(/^\| (\d+) \| (.*?) \| (.*?) \| ?(.*?) ?\|$/gm)].map(
    ([, number = '', asked = '', place = '', shown = '']) => ({
      number: Number(number),
      asked,
      standing: STANDINGS.find((one) => place.startsWith(`${one}:`)) ?? 'unknown',
      where: place.replace(/^[^:]*:\s*/, ''),
      pages: [...place.matchAll(/`(\/[^`]*)`/g)].map(([, page = '']) => page),
      tests: [...shown.matchAll(/`([^`]+)` “([^”]+)”/g)].map(([, file = '', title = '']) => ({
        file,
        title,
      })),
    }),
  );
}

/** Address of a page file, without its route groups: `(customer)/home/page.tsx` is `/home`. */
export function addressOf(pageFile: string): string {
  const parts = pageFile.split('/').filter((part) => part !== 'page.tsx' && !/^\(.*\)$/.test(part));
  return `/${parts.join('/')}`;
}

/**
 * @param pages addresses of all pages
 * @param read text of a file; null where there is none
 */
export function checklistProblems(
  lines: readonly CheckLine[],
  pages: readonly string[],
  read: (file: string) => string | null,
): string[] {
  return lines.flatMap((line, index) => {
    const say = (what: string) => `${line.number}: ${what}`;
    const isShown = line.standing === 'Met' || line.standing === 'Partly';
    return [
      ...(line.number === index + 1 ? [] : [say(`should be ${index + 1}`)]),
      ...(line.standing === 'unknown' ? [say('does not say whether it is met')] : []),
      ...(line.where === '' ? [say('says neither where nor why not')] : []),
      ...(isShown && line.tests.length === 0 ? [say('names no test')] : []),
      ...(line.standing.startsWith('Not') && line.tests.length > 0
        ? [say('is not met, and names a test')]
        : []),
      ...line.pages.filter((page) => !pages.includes(page)).map((page) => say(`there is no page ${page}`)),
      ...line.tests.flatMap(({ file, title }) => {
        const text = read(file);
        if (text === null) return [say(`there is no file ${file}`)];
        return hasTitle(text, title) ? [] : [say(`${file} has no test “${title}”`)];
      }),
    ];
  });
}

/** True if the title stands as a string right after the name of a function. */
function hasTitle(text: string, title: string): boolean {
  return [`'${title}'`, `"${title}"`, `\`${title}\``].some((quoted) =>
    new RegExp(`\\b(test|it)(\\.each\\([\\s\\S]*?\\))?\\(\\s*${literal(quoted)}`).test(text),
  );
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
