// Owns how what happens reaches the figures: each log line, and a few events that have no line. Nothing where nobody measures.

type Hear = (line: object) => void;

/** Kept on the process: Next loads this module once for pages and once for what runs beside them. */
const holder = globalThis as typeof globalThis & { accordHear?: Hear };

export function hear(line: object): void {
  holder.accordHear?.(line);
}

export function setHearer(hearer: Hear | undefined): void {
  if (hearer === undefined) delete holder.accordHear;
  else holder.accordHear = hearer;
}
