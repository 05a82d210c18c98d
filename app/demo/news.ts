// Result of the last action on the presenter's page, as a word in its address. Pure.

const TONES = {
  'clock-moved': 'positive',
  'fault-added': 'positive',
  'fault-gone': 'positive',
  'faults-gone': 'positive',
  'business-reset': 'positive',
  'all-reset': 'positive',
  'not-started': 'caution',
  'nothing-to-go-on': 'caution',
  'no-business': 'caution',
  'no-sandbox': 'caution',
} as const;

export type News = keyof typeof TONES;

/** Returns null for an unknown word: an address is a claim. */
export function readNews(word: unknown): { news: News; tone: 'positive' | 'caution' } | null {
  const known = Object.entries(TONES).find(([news]) => news === word);
  return known === undefined ? null : { news: known[0] as News, tone: known[1] };
}
