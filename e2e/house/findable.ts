// House rule: a search of lib for the field's own word finds the code. README's table is the data of the rule.

interface Found {
  word: string;
  file: string;
}

/** Rows of README's table: what it is, the word to search for, the file. */
export function readFindable(readme: string): Found[] {
  const rows = readme.matchAll(/^\| [^|]+ \| “([^”|]+)” \| `([^`|]+)` \|$/gm);
  return [...rows].map(([, word = '', file = '']) => ({ word, file }));
}

/** As `grep -ril --include=*.ts WORD lib | sort | head -3` answers, without tests. */
export function firstHits(word: string, sources: readonly { path: string; text: string }[]): string[] {
  const wanted = word.toLowerCase();
  return sources
    .filter(({ path }) => path.startsWith('lib/') && path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .filter(({ text }) => text.toLowerCase().includes(wanted))
    .map(({ path }) => path)
    .sort()
    .slice(0, 3);
}
