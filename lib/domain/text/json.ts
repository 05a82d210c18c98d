// Safe JSON parser: a text that is not JSON gives null, where `JSON.parse` throws. Pure.

/** @returns null for invalid JSON, as for the word `null`: neither has any field */
export function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
