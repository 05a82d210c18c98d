// HTML renderer of letters: one column, no external resources, readable without styles or colours.

import type { LetterBody, LetterStep } from '../domain/letter/letter-parts';
import { BACKGROUNDS, type BrandColours } from '../domain/text/brand';
import type { Locale } from '../domain/text/language';

export interface LetterTheme {
  brand: string;
  radius: number;
  light: BrandColours;
  dark: BrandColours;
}

/** The colours of the pages (app/globals.css). */
const INK = { light: '#14191f', dark: '#eef1f4' };
const SOFT = { light: '#505a66', dark: '#a7b1bd' };
const LINE = { light: '#dde1e6', dark: '#2a313a' };
const FONT = "font-family:Inter,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** Mail programs without a dark mode show the light colours, which are inline in the elements. */
function darkRules({ dark }: LetterTheme): string {
  const { canvas, surface } = BACKGROUNDS.dark;
  const rules = [
    ['.c', `background:${canvas}`],
    ['.s', `background:${surface};border-color:${LINE.dark}`],
    ['.i', `color:${INK.dark}`],
    ['.o', `color:${SOFT.dark}`],
    ['.l', `border-color:${LINE.dark}`],
    ['.b', `color:${dark.brandInk}`],
    ['.a', `background:${dark.brand};border-color:${dark.brandEdge};color:${dark.onBrand}`],
  ];
  const text = rules.map(([name, rule = '']) => `${name}{${rule.replaceAll(';', '!important;')}!important}`);
  return `@media (prefers-color-scheme:dark){${text.join('')}}`;
}

export function letterHtml(letter: LetterBody, theme: LetterTheme, language: Locale): string {
  const { canvas, surface } = BACKGROUNDS.light;
  const { brandInk } = theme.light;
  const paragraph = (text: string) =>
    `<p class="i" style="margin:0 0 16px;color:${INK.light}">${escapeHtml(text)}</p>`;
  const fact = ({ label, lines }: LetterBody['facts'][number]) =>
    `<tr><td class="l" style="padding:10px 0;border-top:1px solid ${LINE.light};word-break:break-word">` +
    `<div class="o" style="font-size:14px;line-height:20px;color:${SOFT.light}">${escapeHtml(label)}</div>` +
    lines.map((line) => `<div class="i" style="color:${INK.light}">${escapeHtml(line)}</div>`).join('') +
    '</td></tr>';
  const note = (text: string) =>
    `<p class="o" style="margin:0 0 8px;font-size:14px;line-height:20px;color:${SOFT.light}">${escapeHtml(text)}</p>`;
  const facts =
    letter.facts.length === 0
      ? ''
      : `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 24px;border-collapse:collapse">${letter.facts.map(fact).join('')}</table>`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(letter.subject)}</title>
<style>:root{color-scheme:light dark}${darkRules(theme)}</style>
</head>
<body class="c" style="margin:0;padding:0;background:${canvas};${FONT};font-size:16px;line-height:24px">
<div role="article" aria-label="${escapeHtml(letter.subject)}" lang="${language}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="c" style="background:${canvas}"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;text-align:left">
<tr><td class="b" style="padding:0 4px 16px;font-size:18px;font-weight:600;color:${brandInk}">${escapeHtml(theme.brand)}</td></tr>
<tr><td class="s" style="padding:28px 24px 12px;background:${surface};border:1px solid ${LINE.light};border-radius:${theme.radius}px">
<h1 class="i" style="margin:0 0 16px;font-size:22px;line-height:30px;font-weight:600;color:${INK.light}">${escapeHtml(letter.subject)}</h1>
${letter.paragraphs.map(paragraph).join('\n')}
${stepsOf(letter, theme)}
${facts}
${buttonOf(letter, theme)}
</td></tr>
<tr><td style="padding:20px 4px 0">
${letter.notes.map(note).join('\n')}
</td></tr>
</table>
</td></tr></table>
</div>
</body>
</html>
`;
}

/** A table instead of a list: every mail program keeps the numbers next to their steps. */
function stepsOf({ steps = [] }: LetterBody, { light }: LetterTheme): string {
  if (steps.length === 0) return '';
  const link = ({ label, href }: LetterStep['calls'][number]) =>
    `<div style="padding:4px 0 0"><a class="b" href="${escapeHtml(href)}" style="color:${light.brandInk}">${escapeHtml(label)}</a></div>`;
  const row = ({ text, calls }: LetterStep, index: number) =>
    `<tr><td class="b" valign="top" width="36" style="padding:0 0 16px;font-weight:600;color:${light.brandInk}">${index + 1}.</td>` +
    `<td class="i" style="padding:0 0 16px;color:${INK.light}">${escapeHtml(text)}${calls.map(link).join('')}</td></tr>`;
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 8px;border-collapse:collapse">${steps.map(row).join('')}</table>`;
}

/** A link with a border and a background, so that it looks like a button even if only one of them is shown. */
function buttonOf({ action }: LetterBody, { light, radius }: LetterTheme): string {
  if (action === null) return '';
  const style =
    `display:inline-block;padding:12px 20px;border:1px solid ${light.brandEdge};border-radius:${radius}px;` +
    `background:${light.brand};color:${light.onBrand};font-weight:600;text-decoration:none`;
  return `<p style="margin:0 0 24px"><a class="a" href="${escapeHtml(action.href)}" style="${style}">${escapeHtml(action.label)}</a></p>`;
}
