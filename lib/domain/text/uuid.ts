// Owns whether a text can be an id of ours: what stands in an address is a claim, and the database refuses to compare nonsense.

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
