// The product's own sentences, so that tests follow the texts that people read instead of copies that drift.
import { readFileSync } from 'node:fs';
import type Messages from '../messages/en.json';

const read = (language: string): typeof Messages =>
  JSON.parse(readFileSync(new URL(`../messages/${language}.json`, import.meta.url), 'utf8'));

export const WORDS = { en: read('en'), fr: read('fr') };
export type Language = keyof typeof WORDS;

/** Fills `{name}` in a sentence. */
export function say(sentence: string, values: Record<string, string> = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? `{${name}}`);
}

/** Names of the buttons on the sandbox's provider pages. */
export const PROVIDER = {
  en: {
    signIn: 'Sign in',
    authorise: 'Authorise',
    cancel: 'Cancel',
    wrong: 'Make something go wrong',
    error: 'Provider error',
    unsupported: 'Not supported',
    finish: 'Finish without connecting',
  },
  fr: { signIn: 'Se connecter', authorise: 'Autoriser', cancel: 'Annuler' },
};
