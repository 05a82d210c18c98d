// Codat's dates come with or without a zone and with up to seven decimals; without a zone they are read as UTC.

/** Plausible years, which Postgres can store. */
const YEARS = { first: 1970, last: 9999 };

export function toDate(wire: string): Date | null {
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(wire) ? wire : `${wire}Z`;
  const date = new Date(zoned.replace(/(\.\d{3})\d+/, '$1'));
  const year = date.getUTCFullYear();
  return year >= YEARS.first && year <= YEARS.last ? date : null;
}
