// Owns reading JSON from outside, where a text that is none is an answer, too. Pure.

/** @returns null for what is no JSON, as for the word `null`: neither has what is looked for in it */
export function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
