// Console redirection into the log: text from libraries becomes one JSON line, so that no input can forge a line.
import { inspect, stripVTControlCharacters } from 'node:util';

type Write = (line: { event: 'console'; text: string }) => void;

/** Characters. Enough for a message and one of Next's stacks. */
const LONGEST = 4000;

/** @param to the writers of the two levels */
export function routeConsole(to: { error: Write; warn: Write }): void {
  for (const level of ['error', 'warn'] as const) {
    console[level] = (...said: unknown[]) => to[level]({ event: 'console', text: textOf(said) });
  }
}

function textOf(said: readonly unknown[]): string {
  const parts = said.map((part) => (typeof part === 'string' ? part : inspect(part, { depth: 2 })));
  return stripVTControlCharacters(parts.join(' ')).slice(0, LONGEST);
}
