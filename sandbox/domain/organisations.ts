// Owns which organisations a login at a provider can see: two or three, the same for the same company and platform.
import type { SourceType } from '../catalogue/integrations';
import type { Company } from '../entities';
import { guidFrom, numberFrom } from '../ids';

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
const PLACE = ['Bristol', 'Leeds', 'Lyon', 'Halifax', 'York', 'Lille', 'Bath', 'Québec'];

function pick(list: readonly string[], seed: string): string {
  return list[numberFrom(seed, list.length)] ?? '';
}

/** A description with blanks reads like a trading name; one without is the client's own id. */
function hintOf(company: Company): string | undefined {
  const text = company.description?.trim() ?? '';
  return text.length <= 60 && /^\p{L}[^<>{}]*\s/u.test(text) ? text : undefined;
}

function detailOf(sourceType: SourceType, seed: string): string {
  const digits = String(1000 + numberFrom(`${seed} digits`, 9000));
  const place = pick(PLACE, `${seed} place`);
  return sourceType === 'Banking' ? `•••• ${digits}` : `${place} · ${digits}`;
}

export function organisationsOf(
  company: Company,
  platform: { key: string; sourceType: SourceType },
): [Organisation, ...Organisation[]] {
  const one = (index: number): Organisation => {
    const seed = `${company.id} ${platform.key} ${index}`;
    const made = `${pick(FIRST, `${seed} a`)} ${pick(SECOND, `${seed} b`)} ${pick(TRADE, `${seed} c`)}`;
    return {
      id: guidFrom(`organisation ${seed}`),
      name: (index === 0 ? hintOf(company) : undefined) ?? made,
      detail: detailOf(platform.sourceType, seed),
    };
  };
  const others = 1 + numberFrom(`${company.id} ${platform.key} count`, 2);
  return [one(0), ...Array.from({ length: others }, (_, index) => one(index + 1))];
}
