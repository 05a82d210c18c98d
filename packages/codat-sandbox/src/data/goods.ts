// Type of an article for sale.
import type { Tongue } from './places';

export interface Good {
  id: string;
  en: string;
  fr: string;
  /** Pence, without tax, at British prices. */
  price: number;
  /** Fewest and most on one line. */
  count: readonly [number, number];
}

export type Goods = readonly [Good, ...Good[]];

export function good(id: string, en: string, fr: string, price: number, low = 1, high = 1): Good {
  return { id, en, fr, price, count: [low, high] };
}

export function goodName(item: Good, tongue: Tongue): string {
  return item[tongue];
}
