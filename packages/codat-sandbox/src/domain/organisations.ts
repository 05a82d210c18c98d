// Organisations that a login at a provider can see: two or three, the same for the same company and platform.
import type { SourceType } from '../catalogue/integrations';
import { type Country, placeOf } from '../data/places';
import { guidFrom, numberFrom } from '../random/ids';
import type { Company } from '../state/entities';

export interface Organisation {
  id: string;
  name: string;
  /** What tells two of them apart on the page: a place, the end of an account number. */
  detail: string;
}

const FIRST = [
  'Alder',
  'Brook',
  'Cedar',
  'Dale',
  'Ember',
  'Fern',
  'Gable',
  'Hazel',
  'Juniper',
  'Linden',
  'Maple',
  'Rowan',
];
const SECOND = ['Lane', 'Mill', 'Bridge', 'Wharf', 'Market', 'Green', 'Corner', 'Yard'];
const TRADE = ['Trading', 'Studio', 'Supplies', 'Foods', 'Partners', 'Workshop', 'Goods', 'Services'];
const TOWNS: Readonly<Record<Country, readonly string[]>> = {
  uk: ['Bristol', 'Leeds', 'York', 'Bath', 'Cardiff'],
  france: ['Lyon', 'Lille', 'Nantes', 'Rennes', 'Tours'],
  canada: ['Halifax', 'Ottawa', 'Québec', 'Toronto', 'Victoria'],
};

function pick(list: readonly string[], seed: string): string {
  return list[numberFrom(seed, list.length)] ?? '';
}

/** Looks like a trading name; a client's own id has digits and no blank. */
function isTradingName(text: string): boolean {
  return text.length <= 60 && /^\p{L}[^<>{}]*$/u.test(text) && (/\s/.test(text) || !/\d/.test(text));
}

/** A description says what a business is called only when it has blanks; else the name may. */
function tradingNameOf({ name, description = '' }: Company): string | undefined {
  const described = description.trim();
  if (/\s/.test(described) && isTradingName(described)) return described;
  return isTradingName(name.trim()) ? name.trim() : undefined;
}

const LEGAL_FORM = /[\s,]+(ltd|limited|llp|plc|sarl|sas|sasu|eurl|inc|lt[ée]e)\.?$/i;
const COFFEE = /caf[ée]|coffee|brûlerie/i;

/** Written with its legal form or without it, and never with another one. */
export function isCalled(one: string, other: string): boolean {
  const bare = (name: string) => name.replace(LEGAL_FORM, '').toLowerCase();
  const form = (name: string) => LEGAL_FORM.exec(name)?.[1]?.toLowerCase().replace('limited', 'ltd') ?? null;
  const forms = [form(one), form(other)].filter((each) => each !== null);
  return bare(one) === bare(other) && new Set(forms).size < 2;
}

/** Additions to the name for another business nearby or of the same owner. */
const KIN: Readonly<Record<Country, { form: string; coffee: string; words: readonly string[] }>> = {
  uk: { form: 'Ltd', coffee: 'Roasters', words: ['Holdings', 'Trading', 'Wholesale', 'Property'] },
  france: {
    form: 'SARL',
    coffee: 'Torréfaction',
    words: ['Holding', 'Négoce', 'Distribution', 'Immobilier'],
  },
  canada: { form: 'Inc.', coffee: 'Roasters', words: ['Holdings', 'Trading', 'Wholesale', 'Properties'] },
};

/** Close enough to be picked by mistake. */
function lookAlike(company: Company, name: string, country: Country, index: number): string {
  const kin = KIN[country];
  const words = COFFEE.test(name) ? [kin.coffee, ...kin.words] : kin.words;
  const first = COFFEE.test(name) ? 0 : numberFrom(`${company.id} kin`, words.length);
  const word = words[(first + index - 1) % words.length] ?? '';
  return `${name.replace(LEGAL_FORM, '')} ${word} ${kin.form}`;
}

function detailOf(sourceType: SourceType, country: Country, seed: string): string {
  const digits = String(1000 + numberFrom(`${seed} digits`, 9000));
  return sourceType === 'Banking' ? `•••• ${digits}` : `${pick(TOWNS[country], `${seed} place`)} · ${digits}`;
}

/** The business itself first, when it is known what it is called. */
export function organisationsOf(
  company: Company,
  platform: { key: string; sourceType: SourceType },
): [Organisation, ...Organisation[]] {
  const known = tradingNameOf(company);
  const { country } = placeOf(`${company.name} ${company.description ?? ''}`, company.id);
  const one = (index: number): Organisation => {
    const seed = `${company.id} ${platform.key} ${index}`;
    const made = `${pick(FIRST, `${seed} a`)} ${pick(SECOND, `${seed} b`)} ${pick(TRADE, `${seed} c`)}`;
    const name = index === 0 ? known : known && lookAlike(company, known, country, index);
    return {
      id: guidFrom(`organisation ${seed}`),
      name: name ?? made,
      detail: detailOf(platform.sourceType, country, seed),
    };
  };
  const others = 1 + numberFrom(`${company.id} ${platform.key} count`, 2);
  return [one(0), ...Array.from({ length: others }, (_, index) => one(index + 1))];
}
