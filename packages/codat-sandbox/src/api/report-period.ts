// Query parameters of reports: which periods one covers.
import type { PeriodRequest } from '../data/periods';
import { notValid } from '../http/errors';

/** Longest period is a year; more periods than this reach beyond any history. */
const LIMITS = { periodLength: 12, periodsToCompare: 120 };

function required(search: URLSearchParams, name: keyof typeof LIMITS): number {
  const text = search.get(name) ?? '';
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > LIMITS[name]) {
    throw notValid(name, `${name} must be a whole number from 1 to ${LIMITS[name]}.`);
  }
  return value;
}

/** Any day of the month. */
function startMonth(search: URLSearchParams): number | undefined {
  const text = search.get('startMonth');
  if (text === null || text === '') return undefined;
  const found = /^(\d{4})-(0[1-9]|1[0-2])(-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?)?$/.exec(text);
  if (!found) throw notValid('startMonth', 'startMonth must be a date.');
  return Number(found[1]) * 12 + Number(found[2]) - 1;
}

export function periodRequest(search: URLSearchParams): PeriodRequest {
  const start = startMonth(search);
  return {
    length: required(search, 'periodLength'),
    count: required(search, 'periodsToCompare'),
    ...(start === undefined ? {} : { startMonth: start }),
  };
}
