// Batching of letters with receipts: the first of a kind is sent at once, those of the next minutes together.
import type { MailKind } from './mail';

/** So long others may follow, and so long one of them waits at most. */
export const GATHER_MS = 5 * 60_000;

export interface PacedLetter {
  kind: string;
  createdAt: Date;
  /** Until when it waits for others; null when it went out at once. */
  heldUntil: Date | null;
}

/**
 * A kind of its own, so that word of an end never waits behind that of the yes before it.
 * @param before letters of this pace to the same person about the same business
 * @returns null: it goes out at once
 */
export function heldUntil(kind: MailKind, before: readonly PacedLetter[], now: Date): Date | null {
  const since = now.getTime() - GATHER_MS;
  const isRepeated = before.some((letter) => letter.kind === kind && letter.createdAt.getTime() > since);
  if (!isRepeated) return null;
  const open = before.find((letter) => letter.heldUntil !== null && letter.heldUntil > now);
  return open?.heldUntil ?? new Date(now.getTime() + GATHER_MS);
}

export function isPaced(kind: MailKind): boolean {
  return kind.startsWith('receipt-');
}
