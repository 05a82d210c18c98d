// Hand-over rule inside a business: the pages that a colleague may be asked to open, and the time before a repeat.
import { RIGHTS, type Right } from './authority';

/** Pages with a decision; none for signing in or out. */
const PLACES =
  /^\/(products|consents|connections|shares|reconfirm)(\/[\w-]{1,64}){0,4}(\?(add|product)=[\w-]{1,60})?$/;

export function isPassable(path: string): boolean {
  return PLACES.test(path);
}

export function rightIn(text: string): Right | null {
  return RIGHTS.find((right) => right === text) ?? null;
}

/** At most one letter a day from the same person about the same page, however often they press. */
export function passedOnKey(request: { companyId: string; userId: string; path: string; now: Date }): string {
  const { companyId, userId, path, now } = request;
  return `passed-on:${companyId}:${userId}:${path}:${now.toISOString().slice(0, 10)}`;
}
