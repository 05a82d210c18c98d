// Console redirection into the log: text from libraries becomes one JSON line, so that no input can forge a line.
import { inspect, stripVTControlCharacters } from 'node:util';

type Write = (line: { event: 'console'; text: string }) => void;

/** Characters. A stack of Next and a message beside it. */
const LONGEST = 4000;

/** @param to where lines go; both of them at their level */
export function routeConsole(to: { error: Write; warn: Write }): void {
  for (const level of ['error', 'warn'] as const) {
    console[level] = (...said: unknown[]) => to[level]({ event: 'console', text: textOf(said) });
  }
}

function textOf(said: readonly unknown[]): string {
  const parts = said.map((part) => (typeof part === 'string' ? part : inspect(part, { depth: 2 })));
  return stripVTControlCharacters(parts.join(' ')).slice(0, LONGEST);
}
