// Places of business: currency, neighbouring currency, sales tax, language and authorities.

import { seededRandom } from '../random/seeded-random';
import { monthOfYear } from './calendar';

export type Tongue = 'en' | 'fr';
export type Country = 'uk' | 'france' | 'canada';

export interface Place {
  country: Country;
  tongue: Tongue;
  currency: 'GBP' | 'EUR' | 'CAD';
  second: 'EUR' | 'GBP' | 'USD';
  /** How many of the own currency one of the second costs, about. */
  secondCosts: number;
  countryName: string;
  secondCountry: string;
  /** Local name of sales tax. */
  taxName: string;
  /** Percent, on ordinary goods and on food. */
  tax: { standard: number; food: number };
  /** Prices and wages against those of the United Kingdom. */
  level: number;
}

const PLACES: Record<Country, Omit<Place, 'tongue'>> = {
  uk: {
    country: 'uk',
    currency: 'GBP',
    second: 'EUR',
    secondCosts: 0.86,
    countryName: 'United Kingdom',
    secondCountry: 'Ireland',
    taxName: 'VAT',
    tax: { standard: 20, food: 20 },
    level: 1,
  },
  france: {
    country: 'france',
    currency: 'EUR',
    second: 'GBP',
    secondCosts: 1.16,
    countryName: 'France',
    secondCountry: 'United Kingdom',
    taxName: 'TVA',
    tax: { standard: 20, food: 10 },
    level: 1.1,
  },
  canada: {
    country: 'canada',
    currency: 'CAD',
    second: 'USD',
    secondCosts: 1.37,
    countryName: 'Canada',
    secondCountry: 'United States',
    taxName: 'GST/HST',
    tax: { standard: 13, food: 13 },
    level: 1.6,
  },
};

const CANADIAN = /canad|qu[ée]bec|montr[ée]al|toronto|vancouver|halifax|ottawa|calgary/i;
const FRENCH =
  /boulangerie|p[âa]tisserie|v[ée]lo|cyclerie|atelier|chez |maison|librairie|fromagerie|\b(sarl|sas|eurl)\b|\b(le|la|les|du|des|et)\b/i;
const BRITISH = /\b(ltd|limited|plc|llp)\b|harbour|kestrel|london|leeds|bristol|york/i;

/** Taken from the name; otherwise most businesses are British. */
export function placeOf(text: string, seed: string): Place {
  const tongue = FRENCH.test(text) ? 'fr' : 'en';
  if (CANADIAN.test(text)) return { ...PLACES.canada, tongue };
  if (tongue === 'fr') return { ...PLACES.france, tongue };
  if (BRITISH.test(text)) return { ...PLACES.uk, tongue };
  const draw = seededRandom(`${seed} place`).next();
  if (draw < 0.6) return { ...PLACES.uk, tongue };
  return draw < 0.8 ? { ...PLACES.france, tongue: 'fr' } : { ...PLACES.canada, tongue };
}

/** What one unit of the second currency cost in a month: a slow swing and a little noise, four decimals. */
export function rateOf(place: Place, month: number): number {
  const swing = Math.sin(month / 8) * 0.02 + Math.sin(monthOfYear(month) + month / 31) * 0.006;
  const noise = seededRandom(`${place.second} ${place.currency} ${month}`).between(-0.004, 0.004);
  return Math.round(place.secondCosts * (1 + swing + noise) * 10_000) / 10_000;
}

export function taxOf(place: Place, isFood: boolean): number {
  return isFood ? place.tax.food : place.tax.standard;
}
