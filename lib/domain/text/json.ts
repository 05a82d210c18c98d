// Safe JSON parser: a text that is not JSON gives null, where `JSON.parse` throws. Pure.

/** @returns null for what is no JSON, as for the word `null`: neither has what is looked for in it */
export function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
