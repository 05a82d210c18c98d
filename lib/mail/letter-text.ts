// Plain-text renderer of letters: the same facts as the HTML version.

import type { LetterBody } from '../domain/letter/letter-parts';
import type { Locale } from '../domain/text/language';

export function letterText(letter: LetterBody, brand: string, language: Locale): string {
  const colon = language === 'fr' ? '\u00a0:' : ':';
  const { paragraphs, steps = [], facts, action, notes } = letter;
  const parts = [
    brand,
    ...paragraphs.map(oneLine),
    ...steps.map(({ text, calls }, index) =>
      [
        `${index + 1}. ${oneLine(text)}`,
        ...calls.map(({ label, href }) => `   ${label}${colon}\n   ${href}`),
      ].join('\n'),
    ),
    facts.map(({ label, lines }) => `${label}${colon} ${lines.map(oneLine).join('\n  ')}`).join('\n'),
    action === null ? '' : `${action.label}${colon}\n${action.href}`,
    notes.map(oneLine).join('\n'),
  ];
  return `${parts
    .filter((part) => part !== '')
    .map((part) => part.trim())
    .join('\n\n')}\n`;
}

/** A line break in a name must not add a forged line of facts. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
