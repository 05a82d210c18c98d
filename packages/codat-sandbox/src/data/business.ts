// Business behind a company's data: trade, place, size and the day its books begin, derived from its id and name.

import { seededRandom } from '../random/seeded-random';
import type { Company } from '../state/entities';
import { dayOf, firstDay, monthOf, monthOfYear } from './calendar';
import { type Place, placeOf } from './places';
import { type Trade, tradeOf } from './trades';

/** Full months of history that are shown, beside the month under way. */
export const HISTORY_MONTHS = 24;
/** The books begin earlier than what is shown, so that debts and stock have found their level by then. */
const RUN_UP_MONTHS = 7;

export interface Business {
  /** Seed of all generated data of the company. */
  seed: string;
  trade: Trade;
  place: Place;
  /** Sales of a usual month at the beginning, in minor units and without tax. */
  monthly: number;
  /** Of sales, a year. */
  growth: number;
  originDay: number;
}

/** Inputs of the generator. */
export type CompanyFacts = Pick<Company, 'id' | 'name' | 'description' | 'createdAt'>;

/** Uses the present name and description: a company renamed to a bakery always was one. */
export function businessOf(company: CompanyFacts): Business {
  const text = `${company.name} ${company.description ?? ''}`;
  const seed = company.id;
  const random = seededRandom(`${seed} business`);
  const trade = tradeOf(text);
  const place = placeOf(text, seed);
  return {
    seed,
    trade,
    place,
    monthly: Math.round(trade.monthly * place.level * random.between(0.75, 1.35)) * 100,
    growth: random.between(-0.01, 0.11),
    originDay: firstDay(monthOf(dayOf(company.createdAt)) - HISTORY_MONTHS - RUN_UP_MONTHS),
  };
}

/** Size against the beginning. */
export function growthAt(business: Business, month: number): number {
  return (1 + business.growth) ** ((month - monthOf(business.originDay)) / 12);
}

/** Season and noise of a month; around 1. */
export function seasonAt(business: Business, month: number): number {
  const luck = seededRandom(`${business.seed} season ${month}`).between(0.965, 1.035);
  return (business.trade.year[monthOfYear(month)] ?? 1) * luck;
}

/** Growth of rents, wages and bills, in yearly steps. */
export function yearlyGrowth(business: Business, month: number): number {
  return growthAt(business, month - monthOfYear(month));
}
