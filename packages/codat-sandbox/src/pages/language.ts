// Owns which of the two languages a visitor reads.

export type Language = 'en' | 'fr';

/** The best-liked of English and French in an Accept-Language header; English when neither is there. */
export function languageOf(header: string | undefined): Language {
  const liked = (header ?? '')
    .split(',')
    .map((part, index) => {
      const [tag = '', ...params] = part.trim().toLowerCase().split(';');
      const q = params.map((param) => /^\s*q=([\d.]+)/.exec(param)?.[1]).find(Boolean);
      return { language: tag.split('-')[0], weight: q === undefined ? 1 : Number(q), index };
    })
    .filter(({ language, weight }) => (language === 'en' || language === 'fr') && weight > 0)
    .sort((a, b) => b.weight - a.weight || a.index - b.index);
  return liked[0]?.language === 'fr' ? 'fr' : 'en';
}
