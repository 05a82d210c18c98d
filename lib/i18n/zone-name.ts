// Owns what a time zone is called in a sentence.

/** Such as «United Kingdom Time»; its IANA name where it has no other. @param region a BCP 47 tag */
export function zoneName(region: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat(region, { timeZone, timeZoneName: 'longGeneric' });
  const name = format.formatToParts().find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
  // CLDR says «heure : Royaume-Uni» in French for a zone that is called after its country.
  return name.replace(/^heure\s:\s/, '');
}
