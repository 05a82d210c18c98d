// Validation of an id: a text from an address is a claim, and Postgres throws on a malformed UUID.

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
