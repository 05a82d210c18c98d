// Language negotiation between English and French.

export type Language = 'en' | 'fr';

/** Preferred of English and French by Accept-Language; English when neither is named. */
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
