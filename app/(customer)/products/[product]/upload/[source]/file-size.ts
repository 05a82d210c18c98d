// File sizes in the reader's own format.

const KILO = 1024;

export function fileSize(bytes: number, locale: string): string {
  const [value, unit] =
    bytes < KILO * KILO
      ? [Math.max(1, Math.round(bytes / KILO)), 'kilobyte']
      : [bytes / KILO ** 2, 'megabyte'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
}
