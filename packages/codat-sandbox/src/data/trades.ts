// Trades in figures: size, weekly and seasonal pattern, and cost structure.

export type TradeName = 'cafe' | 'bakery' | 'bikes' | 'shop';

export interface Trade {
  name: TradeName;
  isFood: boolean;
  /** Sales of a usual month without tax, in whole pounds. */
  monthly: number;
  /** How sales come in; they add up to 1. */
  share: { till: number; online: number; trade: number };
  /** Sunday to Saturday; 0 is a closed day. */
  week: readonly number[];
  /** January to December, around 1. */
  year: readonly number[];
  /** Of sales. */
  materials: number;
  /** Of a usual month's sales. */
  costs: {
    wages: number;
    rent: number;
    utilities: number;
    insurance: number;
    marketing: number;
    software: number;
    repairs: number;
    accountancy: number;
  };
  /** Stock on the shelf, in months of materials. */
  stockMonths: number;
}

const TRADES: Record<TradeName, Trade> = {
  cafe: {
    name: 'cafe',
    isFood: true,
    monthly: 24_500,
    share: { till: 0.78, online: 0.1, trade: 0.12 },
    week: [1.2, 0.7, 0.85, 0.9, 1, 1.15, 1.45],
    year: [0.88, 0.92, 0.97, 1, 1.04, 1.06, 1.02, 0.98, 1.01, 1.02, 1.02, 1.1],
    materials: 0.31,
    costs: {
      wages: 0.35,
      rent: 0.085,
      utilities: 0.034,
      insurance: 0.007,
      marketing: 0.015,
      software: 0.006,
      repairs: 0.01,
      accountancy: 0.009,
    },
    stockMonths: 0.5,
  },
  bakery: {
    name: 'bakery',
    isFood: true,
    monthly: 31_000,
    share: { till: 0.74, online: 0.07, trade: 0.19 },
    week: [1.3, 0, 0.9, 0.95, 1, 1.15, 1.6],
    year: [0.97, 0.96, 1, 1.05, 1.01, 0.97, 0.91, 0.85, 1, 1.02, 1.02, 1.24],
    materials: 0.28,
    costs: {
      wages: 0.38,
      rent: 0.068,
      utilities: 0.052,
      insurance: 0.007,
      marketing: 0.008,
      software: 0.005,
      repairs: 0.012,
      accountancy: 0.009,
    },
    stockMonths: 0.4,
  },
  bikes: {
    name: 'bikes',
    isFood: false,
    monthly: 38_000,
    share: { till: 0.68, online: 0.18, trade: 0.14 },
    week: [0.7, 0, 0.9, 0.9, 1, 1.1, 1.9],
    year: [0.58, 0.64, 0.9, 1.14, 1.33, 1.38, 1.32, 1.18, 1.04, 0.86, 0.72, 0.91],
    materials: 0.565,
    costs: {
      wages: 0.17,
      rent: 0.062,
      utilities: 0.012,
      insurance: 0.01,
      marketing: 0.022,
      software: 0.007,
      repairs: 0.005,
      accountancy: 0.007,
    },
    stockMonths: 2.5,
  },
  shop: {
    name: 'shop',
    isFood: false,
    monthly: 28_000,
    share: { till: 0.55, online: 0.25, trade: 0.2 },
    week: [0, 0.85, 0.9, 0.95, 1.05, 1.15, 1.5],
    year: [0.84, 0.87, 0.94, 0.98, 1, 0.99, 0.96, 0.9, 1.02, 1.05, 1.13, 1.32],
    materials: 0.455,
    costs: {
      wages: 0.22,
      rent: 0.062,
      utilities: 0.015,
      insurance: 0.009,
      marketing: 0.026,
      software: 0.009,
      repairs: 0.008,
      accountancy: 0.01,
    },
    stockMonths: 1.8,
  },
};

const WORDS: ReadonlyArray<[RegExp, TradeName]> = [
  [/baker|boulang|p[âa]tiss|bread|\bpain\b/i, 'bakery'],
  [/coffee|caf[ée]|espresso|tea room|salon de th[ée]/i, 'cafe'],
  [/bike|cycl|v[ée]lo/i, 'bikes'],
];

export function tradeOf(text: string): Trade {
  const found = WORDS.find(([word]) => word.test(text));
  return TRADES[found?.[1] ?? 'shop'];
}
